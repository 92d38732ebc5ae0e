import './rate-chart.css';
import { formatCount, formatDuration } from '../ui/figure-text.ts';
import { areaPath, linePath } from './chart-paths.ts';
import type { Rates } from './rate-history.ts';
import { useRates } from './use-rates.ts';

interface RateChartProps {
  /** The rows that Trackier has worked off. */
  readonly processed: number;
  readonly isRunning: boolean;
}

const width = 240;
const height = 48;

/** Rows per second since the page was opened, as a line and in words. */
export function RateChart({ processed, isRunning }: RateChartProps) {
  const rates = useRates(processed, isRunning);
  const isSeen = rates.perSecond.length > 1;
  // What was never seen to run has no story to tell; what may still run keeps its place for it.
  if (!isRunning && rates.peak === 0) return null;
  return (
    <figure className="rate-chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="rate-chart-plot"
        role="img"
        aria-label={wordsOf(rates, isRunning)}
      >
        <path className="rate-chart-ground" d={`M0 ${height}H${width}`} />
        {isSeen && <path className="rate-chart-area" d={areaPath(rates.perSecond, width, height)} />}
        {isSeen && <path className="rate-chart-line" d={linePath(rates.perSecond, width, height)} />}
      </svg>
      <figcaption className="rate-chart-words quiet numeric">
        {isRunning && (
          <span>
            <strong>{formatRate(rates.now)}</strong> rows/s now
          </span>
        )}
        <span>{formatRate(rates.average)} rows/s on average</span>
        <span>{formatRate(rates.peak)} at most</span>
      </figcaption>
    </figure>
  );
}

const formatRate = (rate: number): string => (rate > 0 && rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate)));

function wordsOf({ now, average, peak, perSecond, spanMs }: Rates, isRunning: boolean): string {
  if (perSecond.length === 0) return 'Rows per second: nothing was seen yet';
  const seen = formatDuration((perSecond.length * spanMs) / 1_000);
  return `Rows per second over the last ${seen}: ${isRunning ? `${formatRate(now)} now, ` : ''}${formatRate(average)} on average, ${formatRate(peak)} at most`;
}
