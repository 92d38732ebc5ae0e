/** A line through values, from left to right, the largest of them at the top; leaves a little room above. */
export function linePath(values: readonly number[], width: number, height: number): string {
  const most = Math.max(...values, 1e-9);
  const step = width / Math.max(1, values.length - 1);
  return values
    .map(
      (value, place) =>
        `${place === 0 ? 'M' : 'L'}${round(place * step)} ${round(height - (value / most) * (height - 3))}`,
    )
    .join('');
}

/** The area below that line. */
export function areaPath(values: readonly number[], width: number, height: number): string {
  return `${linePath(values, width, height)}V${height}H0Z`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
