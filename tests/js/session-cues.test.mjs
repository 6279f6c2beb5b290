// Tones, spoken words and the screen lock, with stand-ins for what a browser offers.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

let made, tones, spoken, hushed, locks;

const aContext = () => class {
  currentTime = 3;
  destination = "the loudspeaker";
  constructor() { made += 1; }
  resume() { this.resumed = true; }
  createOscillator() {
    const tone = { frequency: {}, connect(to) { tone.to = to; return to; }, start() { tones.push(tone); }, stop(at) { tone.end = at; } };
    return tone;
  }
  createGain() {
    const gain = { steps: [], connect(to) { gain.to = to; } };
    gain.gain = { setValueAtTime: (...step) => gain.steps.push(step), exponentialRampToValueAtTime: (...step) => gain.steps.push(step) };
    return gain;
  }
};

beforeEach(() => {
  [made, tones, spoken, hushed, locks] = [0, [], [], 0, []];
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  globalThis.speechSynthesis = { speak: (words) => spoken.push([words.lang, words.text]), cancel: () => { hushed += 1; } };
  globalThis.window = { AudioContext: aContext(), speechSynthesis: globalThis.speechSynthesis };
  Object.defineProperty(globalThis, "navigator", {
    configurable: true,
    value: { wakeLock: { request: async (kind) => { locks.push(kind); return { release: async () => { locks.push("released"); } }; } } },
  });
});
afterEach(() => { delete globalThis.window; delete globalThis.speechSynthesis; delete globalThis.SpeechSynthesisUtterance; });

let copies = 0;
const cues = () => import(`../../static/js/session-cues.js?${copies += 1}`); // a fresh module for each test

test("before anybody allowed a sound there is none", async () => {
  const { beep } = await cues();
  beep(true);
  assert.deepEqual([made, tones.length], [0, 0]);
});

test("a tone is a quarter of a second, fades out and goes to the loudspeaker", async () => {
  const { allowSound, beep } = await cues();
  allowSound();
  beep(true);
  const [tone] = tones;
  assert.equal(tone.frequency.value, 880);
  assert.deepEqual(tone.to.steps, [[0.2, 3], [0.001, 3.25]]);
  assert.equal(tone.to.to, "the loudspeaker");
  assert.equal(tone.end, 3.26);
});

test("the start of a hold sounds higher than the rest", async () => {
  const { allowSound, beep } = await cues();
  allowSound();
  beep(true);
  beep(false);
  assert.deepEqual(tones.map((tone) => tone.frequency.value), [880, 587]);
});

test("allowing it again makes no second context", async () => {
  const { allowSound } = await cues();
  allowSound();
  allowSound();
  assert.equal(made, 1);
});

test("a word is spoken in British English and cuts off the one before", async () => {
  const { speak } = await cues();
  speak("Half way");
  assert.deepEqual([spoken, hushed], [[["en-GB", "Half way"]], 1]);
});

test("a browser that can do none of it goes on without", async () => {
  globalThis.window = {};
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: {} });
  const { allowSound, beep, hush, keepAwake, speak } = await cues();
  allowSound();
  beep(true);
  speak("Half way");
  hush();
  await keepAwake(true);
  await keepAwake(false);
  assert.deepEqual([tones, spoken], [[], []]);
});

test("the screen is kept awake once and let go again", async () => {
  const { keepAwake } = await cues();
  await keepAwake(true);
  await keepAwake(true);
  await keepAwake(false);
  assert.deepEqual(locks, ["screen", "released"]);
});

test("a pause that comes before the lock lets it go all the same", async () => {
  const { keepAwake } = await cues();
  const asked = keepAwake(true);
  await keepAwake(false);
  await asked;
  assert.deepEqual(locks, ["screen", "released"]);
});

test("a refused lock changes nothing else", async () => {
  navigator.wakeLock.request = async () => { throw new Error("low battery"); };
  const { keepAwake } = await cues();
  await keepAwake(true);
  await keepAwake(false);
});
