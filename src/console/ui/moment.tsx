const inWords = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'longOffset' });

/** An instant in the reader's zone; its offset and seconds on hover. */
export function Moment({ at }: { readonly at: string }) {
  const date = new Date(at);
  const zone = offset.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return (
    <time dateTime={at} title={`${exact.format(date)} (${zone})`}>
      {inWords.format(date)}
    </time>
  );
}

/** A wall-clock time of Trackier's, whose zone nobody tells: as it stands. */
export function LocalMoment({ at }: { readonly at: string }) {
  return (
    <span title="Trackier's local time; it does not say in which zone" className="numeric">
      {at.replace('T', ' ')}
    </span>
  );
}
