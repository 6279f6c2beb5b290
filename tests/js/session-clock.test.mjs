// The clock of the session with a clock of our own: run with `node --test tests/js/`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, phasesOf } from "../../static/js/session-clock.js";

const EXTRA = { ready: 10, change: 10 };
const wallSit = { hold: 10, tempo: 6, reps: 5, sets: 1, sides: 1, rest: 60 };
const legExtension = { hold: 5, tempo: 4, reps: 10, sets: 2, sides: 2, rest: 30 };
const holds = (seconds) => Array.from({ length: 120 }, () => ({ kind: "hold", seconds }));
const kinds = (phases) => phases.map(({ kind }) => kind);
const total = (phases) => phases.reduce((sum, { seconds }) => sum + seconds, 0);

test("an exercise begins with getting ready and then holds and moves in turn", () => {
  assert.deepEqual(kinds(phasesOf({ ...wallSit, reps: 2 }, EXTRA)), ["ready", "hold", "move", "hold", "move"]);
});

test("sides change within a set and a rest stands between sets", () => {
  const phases = phasesOf({ ...legExtension, reps: 1 }, EXTRA);
  assert.deepEqual(kinds(phases), [
    "ready", "hold", "move", "change", "hold", "move", "rest", "hold", "move", "change", "hold", "move",
  ]);
});

test("the total is what the server reckons, and getting ready", () => {
  assert.equal(total(phasesOf(wallSit, EXTRA)), 80 + 10);
  assert.equal(total(phasesOf(legExtension, EXTRA)), 2 * 2 * 10 * 9 + 2 * 10 + 30 + 10);
});

test("a moving exercise has no holds, and a missing rest is no phase", () => {
  assert.deepEqual(kinds(phasesOf({ ...wallSit, hold: 0, reps: 1, sets: 2, rest: 0 }, EXTRA)), ["ready", "move", "move"]);
});

test("over ten minutes of five-second holds late ticks add up to no drift", () => {
  const clock = new Clock(holds(5));
  let now = 1_000, seen = 0, worst = 0, seed = 7;
  clock.start(now);
  while (!clock.at(now).done) {
    seed = (seed * 1103515245 + 12345) % 2147483648; // every tick is late, by up to 30 ms
    now += 16 + (seed % 3000) / 100;
    const { index } = clock.at(now);
    if (index > seen) {
      worst = Math.max(worst, now - 1_000 - index * 5_000);
      seen = index;
    }
  }
  assert.equal(seen, 120);
  assert.ok(worst < 50, `${worst} ms`);
  assert.ok(now - 1_000 - 600_000 < 50);
});

test("a timer that sleeps until the next number is never more than its own lateness behind", () => {
  const clock = new Clock(holds(5));
  let now = 0, lateness = 0, looks = 0;
  clock.start(now);
  while (!clock.at(now).done) {
    now += clock.untilNext(now) + 20;
    looks += 1;
    lateness = Math.max(lateness, now % 1000);
  }
  assert.ok(lateness <= 40, `${lateness} ms`);
  assert.equal(looks, 600);
});

test("a pause keeps the place to the millisecond, however long it lasts", () => {
  const clock = new Clock(phasesOf(wallSit, EXTRA));
  clock.start(0);
  clock.pause(12_345);
  const before = clock.at(12_345);
  assert.deepEqual(clock.at(9_999_999), before);
  clock.start(10_000_000);
  assert.equal(clock.at(10_000_655).left, before.left - 655);
});

test("it never runs by itself", () => {
  const clock = new Clock(phasesOf(wallSit, EXTRA));
  assert.equal(clock.running, false);
  assert.equal(clock.passed(1_000_000), 0);
});

test("starting twice changes nothing", () => {
  const clock = new Clock(holds(5));
  clock.start(0);
  clock.start(3_000);
  assert.equal(clock.passed(4_000), 4_000);
});

for (const factor of [1.5, 2]) {
  test(`times ×${factor} make a hold of ten seconds last ${10 * factor}`, () => {
    const clock = new Clock([{ kind: "hold", seconds: 10 }], factor);
    clock.start(0);
    assert.equal(clock.at(0).left, 10_000 * factor);
    assert.equal(clock.at(10_000 * factor - 1).done, false);
    assert.equal(clock.at(10_000 * factor).done, true);
  });
}

test("a change of the factor in the middle keeps the place", () => {
  const clock = new Clock([{ kind: "hold", seconds: 10 }]);
  clock.start(0);
  clock.setFactor(2, 5_000);
  assert.equal(clock.at(5_000).share, 0.5);
  assert.equal(clock.at(15_000).done, true);
});

test("skip goes to the next phase and beyond the last one it is done", () => {
  const clock = new Clock(holds(5).slice(0, 2));
  clock.jump(1, 0);
  assert.equal(clock.at(0).index, 1);
  clock.jump(1, 0);
  assert.equal(clock.at(0).done, true);
});

test("back goes to the start of a phase, and from there to the one before", () => {
  const clock = new Clock(holds(5).slice(0, 3));
  clock.start(0);
  clock.jump(-1, 12_000);
  assert.deepEqual([clock.at(12_000).index, clock.at(12_000).left], [2, 5_000]);
  clock.jump(-1, 12_500);
  assert.deepEqual([clock.at(12_500).index, clock.at(12_500).left], [1, 5_000]);
});

test("back at the very beginning stays there", () => {
  const clock = new Clock(holds(5));
  clock.jump(-1, 0);
  assert.equal(clock.passed(0), 0);
});

test("a clock made again from what was saved goes on where it was", () => {
  const before = new Clock(phasesOf(wallSit, EXTRA), 1.5);
  before.start(0);
  const again = new Clock(phasesOf(wallSit, EXTRA), 1.5, before.passed(40_000));
  assert.deepEqual(again.at(0), before.at(40_000));
  assert.equal(again.running, false);
});

test("a clock of the wall that steps back does not run backwards", () => {
  const clock = new Clock(holds(5));
  clock.start(1_000);
  assert.equal(clock.passed(500), 0);
});
