/** An ingest as the page's data has it: short, because there may be a hundred thousand. */
export type Row = readonly [
  id: string,
  /** Position of its space in the list of spaces. */
  space: number,
  externalIdentifier: string,
  version: string,
  modifiedSeconds: number,
  event?: string,
  /** `bucket/key`. */
  source?: string,
];

export interface RowSettings {
  readonly spaces: readonly string[];
  /** With `{id}` in it. */
  readonly inspectorUrl: string | undefined;
  readonly region: string;
  readonly timeZone: string;
}

/** Writes a row as HTML; `labels` are the titles of its columns. */
export type RowHtml = (row: Row, labels: readonly string[]) => string;

/** What the page's program finds in the page. */
export interface PageData {
  readonly settings: RowSettings;
  /** Rows that are shown at first, and more each time. */
  readonly step: number;
  /** By section and status. */
  readonly rows: readonly Readonly<Record<string, readonly Row[]>>[];
}
