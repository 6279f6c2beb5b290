// The time of one exercise, apart from any page: which phase it is, and how much of it is left.
// Nothing is counted down. Each look compares two moments, so a late tick is forgotten with the next one.
// Moments are milliseconds of one clock, such as performance.now(); durations of an exercise are seconds.

// All phases of an exercise in their order: get ready, hold and move for each repetition, change sides, rest.
export const phasesOf = ({ hold, tempo, reps, sets, sides, rest }, { ready, change }) => {
  const phases = [];
  const add = (kind, seconds, place = {}) => { if (seconds > 0) phases.push({ kind, seconds, ...place }); };
  add("ready", ready, { set: 1, side: 1, rep: 1 });
  for (let set = 1; set <= sets; set += 1) {
    if (set > 1) add("rest", rest, { set, side: 1, rep: 1 });
    for (let side = 1; side <= sides; side += 1) {
      if (side > 1) add("change", change, { set, side, rep: 1 });
      for (let rep = 1; rep <= reps; rep += 1) {
        add("hold", hold, { set, side, rep });
        add("move", tempo, { set, side, rep });
      }
    }
  }
  return phases;
};

export class Clock {
  // `elapsed`: milliseconds as written, before `factor` makes them longer
  constructor(phases, factor = 1, elapsed = 0) {
    this.phases = phases;
    this.factor = factor;
    this.elapsed = elapsed;
    this.since = null;
    let end = 0;
    this.ends = phases.map((phase) => (end += phase.seconds * 1000));
    this.whole = end;
  }

  get running() { return this.since !== null; }

  start(now) { if (!this.running) this.since = now; }

  // A pause keeps every millisecond.
  pause(now) {
    this.elapsed = this.passed(now);
    this.since = null;
  }

  passed(now) {
    const more = this.running ? Math.max(0, now - this.since) / this.factor : 0;
    return Math.min(this.whole, this.elapsed + more);
  }

  // { phase, index, left, share, done }: `left` in milliseconds of the wall, `share` from 0 to 1
  at(now) {
    const passed = this.passed(now);
    const index = this.ends.findIndex((end) => passed < end);
    if (index < 0) return { phase: null, index: this.phases.length, left: 0, share: 1, done: true };
    const length = this.phases[index].seconds * 1000, left = this.ends[index] - passed;
    return { phase: this.phases[index], index, left: left * this.factor, share: 1 - left / length, done: false };
  }

  // Milliseconds until the number on the dial changes.
  untilNext(now) {
    const { left, done } = this.at(now);
    return done ? 0 : left % 1000 || 1000;
  }

  // Longer or shorter times from now on; the place in the exercise stays.
  setFactor(factor, now) {
    this.elapsed = this.passed(now);
    if (this.running) this.since = now;
    this.factor = factor;
  }

  // 1: the next phase. -1: the start of this one, or of the one before when this one has hardly begun.
  jump(step, now) {
    const { index, share, phase } = this.at(now);
    const begun = phase && share * phase.seconds > 1;
    const target = Math.max(0, step > 0 ? index + 1 : begun ? index : index - 1);
    this.elapsed = target ? this.ends[Math.min(target, this.ends.length) - 1] : 0;
    if (this.running) this.since = now;
  }
}
