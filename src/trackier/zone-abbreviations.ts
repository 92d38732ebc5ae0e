// Minutes east of Greenwich. Where a word has several meanings (IST, CST, BST), the one of Trackier's own country,
// then the one of North America or Europe is taken.
const abbreviationsByOffset: readonly (readonly [minutes: number, abbreviations: string])[] = [
  [-660, 'SST'],
  [-600, 'HST'],
  [-540, 'AKST HDT'],
  [-480, 'PST AKDT'],
  [-420, 'MST PDT'],
  [-360, 'CST MDT'],
  [-300, 'EST CDT COT PET'],
  [-240, 'AST EDT CLT VET BOT'],
  [-210, 'NST'],
  [-180, 'ADT ART BRT CLST UYT'],
  [-150, 'NDT'],
  [-120, 'BRST'],
  [0, 'UTC UCT GMT Z WET'],
  [60, 'CET MET BST WEST WAT'],
  [120, 'CEST MEST EET CAT SAST'],
  [180, 'EEST MSK EAT TRT'],
  [210, 'IRST'],
  [240, 'GST MSD SAMT'],
  [270, 'AFT'],
  [300, 'PKT UZT'],
  [330, 'IST'],
  [345, 'NPT'],
  [360, 'BDT'],
  [390, 'MMT'],
  [420, 'WIB ICT'],
  [480, 'SGT MYT PHT HKT WITA AWST'],
  [540, 'JST KST WIT'],
  [570, 'ACST'],
  [600, 'AEST'],
  [630, 'ACDT'],
  [660, 'AEDT'],
  [720, 'NZST'],
  [780, 'NZDT'],
];

const offsets: ReadonlyMap<string, number> = new Map(
  abbreviationsByOffset.flatMap(([minutes, words]) => words.split(' ').map(word => [word, minutes] as const)),
);

/** How far a zone's abbreviation, such as "EST", is ahead of UTC, in milliseconds; null for a word that is not known. */
export function offsetMsOfAbbreviation(abbreviation: string): number | null {
  const minutes = offsets.get(abbreviation.toUpperCase());
  return minutes === undefined ? null : minutes * 60_000;
}
