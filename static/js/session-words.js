// The words of a session. No page, no time.

const UNITS = { ready: "to get ready", hold: "seconds to hold", move: "slow seconds", change: "to change sides", rest: "seconds of rest" };
const SIDES = ["Right", "Left"];

// Under the number on the dial.
export const unitOf = (phase) => UNITS[phase.kind];

// "Right leg, 3 of 10, set 1 of 2"; no side is named when both work together.
export const placeOf = ({ side, rep, set }, { sides, reps, sets, part }) => [
  sides > 1 && `${SIDES[side - 1]} ${part}`,
  `${rep} of ${reps}`,
  sets > 1 && `set ${set} of ${sets}`,
].filter(Boolean).join(", ");

// What is announced when a phase begins.
export const startOf = (phase, exercise) => {
  const place = placeOf(phase, exercise);
  switch (phase.kind) {
    case "ready": return `Get ready: ${exercise.name}`;
    case "hold": return `Hold. ${place}`;
    case "move": return exercise.hold ? "Lower slowly" : `Move slowly. ${place}`;
    case "change": return `Change sides. ${SIDES[phase.side - 1]} ${exercise.part} next`;
    default: return `Rest. Set ${phase.set - 1} of ${exercise.sets} is done`;
  }
};

// Half way is worth a word when a hold is long enough to hear it.
export const half = (phase) => (phase.kind === "hold" && phase.seconds >= 4 ? "Half way" : "");
export const DONE = "Done. Well held!";
