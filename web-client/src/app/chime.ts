// A short two-note sound, made on the spot. Browsers allow sound after a press; joining is one.
let audio: AudioContext | undefined;

export function unlockChime(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume();
  } catch {
    // No sound here; the title and the page say it all.
  }
}

export function chime(): void {
  if (!audio || audio.state !== 'running') return;
  [659.25, 880].forEach((pitch, i) => {
    const start = audio!.currentTime + i * 0.16;
    const tone = audio!.createOscillator();
    const volume = audio!.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.18, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(volume).connect(audio!.destination);
    tone.start(start);
    tone.stop(start + 0.55);
  });
}
