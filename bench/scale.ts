/** Where a value is on an axis, and which values are marked there. */
export interface Scale {
  /** From 0 at the axis's start to 1 at its end. */
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
}

/** An axis from 0 to a round number from `most` on. */
export function linearScale(most: number): Scale {
  const step = roundStep(most / 5);
  const count = Math.max(1, Math.ceil(most / step));
  return {
    place: value => value / (count * step),
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
  };
}

/** An axis on which twice as much is as far everywhere; all values are more than 0. */
export function logScale(least: number, most: number): Scale {
  const ticks = roundNumbers(least, most);
  const [low, high] = [Math.log(ticks[0] ?? least), Math.log(ticks.at(-1) ?? most)];
  return { place: value => (Math.log(value) - low) / (high - low), ticks };
}

const leads = [1, 2, 5];

/** The next of 1, 2, 5, 10, 20 and so on. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (leads.find(lead => lead * power >= value * (1 - 1e-9)) ?? 10);
}

/** 1, 2, 5, 10 and so on, from one that is not above `least` to one that is not below `most`. */
function roundNumbers(least: number, most: number): readonly number[] {
  const first = Math.floor(Math.log10(least));
  const numbers = Array.from({ length: Math.ceil(Math.log10(most)) - first + 2 }, (_, index) =>
    leads.map(lead => lead * 10 ** (first + index)),
  ).flat();
  const from = numbers.findLastIndex(number => number <= least);
  const to = numbers.findIndex((number, index) => number >= most && index > from);
  return numbers.slice(Math.max(0, from), to + 1);
}
