/** One part of the report. */
export interface Section {
  readonly text: string;
  /** Drawings by their names, as SVG. */
  readonly charts: Readonly<Record<string, string>>;
}

/** How the report shows a drawing; its file is beside the report. */
export const image = (name: string, alternative: string): string => `![${alternative}](${chartPath(name)})`;

/** Where a drawing is, seen from the report. */
export const chartPath = (name: string): string => `assets/performance-${name}.svg`;
