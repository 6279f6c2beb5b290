// Short tones, spoken words, a screen that stays on. Each one may be missing in a browser.
let audio = null, lock = null;

// Called from a click: before one, browsers let nobody make sounds.
export const allowSound = () => {
  const Audio = window.AudioContext;
  audio ??= Audio ? new Audio() : null;
  audio?.resume();
};

export const beep = (high) => {
  if (!audio) return;
  const tone = audio.createOscillator(), volume = audio.createGain();
  tone.frequency.value = high ? 880 : 587;
  volume.gain.setValueAtTime(0.2, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.25);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.26);
};

export const speak = (text) => {
  if (!window.speechSynthesis) return;
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(text);
  words.lang = "en-GB";
  speechSynthesis.speak(words);
};

export const hush = () => window.speechSynthesis?.cancel();

// A refusal (low battery, no permission) changes nothing else. `lock` is the promise of one: a pause may come before it.
export const keepAwake = async (on) => {
  try {
    if (on) await (lock ??= navigator.wakeLock?.request("screen"));
    else {
      const old = lock;
      lock = null;
      await (await old)?.release();
    }
  } catch { lock = null; }
};
