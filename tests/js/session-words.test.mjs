import assert from "node:assert/strict";
import { test } from "node:test";
import { half, placeOf, startOf } from "../../static/js/session-words.js";

const both = { name: "Wall sit", part: "leg", hold: 10, reps: 5, sets: 1, sides: 1 };
const each = { ...both, name: "Clam", sides: 2, sets: 2 };

test("no side is named when both work together", () => {
  assert.equal(placeOf({ side: 1, rep: 3, set: 1 }, both), "3 of 5");
});

test("side and set are named when they matter", () => {
  assert.equal(placeOf({ side: 2, rep: 3, set: 1 }, each), "Left leg, 3 of 5, set 1 of 2");
});

test("every kind of phase has its words", () => {
  const say = (kind, exercise = each) => startOf({ kind, side: 2, rep: 1, set: 2, seconds: 5 }, exercise);
  assert.deepEqual(
    ["ready", "hold", "move", "change", "rest"].map((kind) => say(kind)),
    ["Get ready: Clam", "Hold. Left leg, 1 of 5, set 2 of 2", "Lower slowly", "Change sides. Left leg next", "Rest. Set 1 of 2 is done"],
  );
  assert.equal(say("move", { ...both, hold: 0 }), "Move slowly. 1 of 5");
});

test("half way is said in a hold that is long enough", () => {
  assert.equal(half({ kind: "hold", seconds: 5 }), "Half way");
  assert.equal(half({ kind: "hold", seconds: 3 }), "");
  assert.equal(half({ kind: "rest", seconds: 60 }), "");
});
