import { createHash } from "node:crypto";
import { longDate, timeOf } from "../days";
import { s3ConsoleUrl } from "../s3-console-url";
import type { Reported, Section } from "../section";
import { badStatuses, statuses, type Status } from "../statuses";
import { Html, html } from "./html";
import startReader from "./reader";
import type { PageData, Row, RowHtml } from "./row";
import rowRenderer from "./row-renderer";
import { style } from "./style";

export interface PageSettings {
  /** Day of the report, `2026-06-12`, and the first day of its window. */
  readonly date: string;
  readonly windowStart: string;
  readonly now: Date;
  readonly timeZone: string;
  readonly region: string;
  readonly inspectorUrl: string | undefined;
}

/** Rows of a group that are there at first; more are shown when somebody asks. */
export const STEP = 200;

const COLUMNS = ["Ingest", "Space", "External identifier", "Version", "Last modified", "Last event"] as const;

const numbers = new Intl.NumberFormat("en-GB");

/** The program of the page: it is given its parts as text, for a page is one file. */
const program = `"use strict";(${String(startReader)})(${String(rowRenderer)},${String(s3ConsoleUrl)});`;

/**
 * The whole report as one HTML file: it loads nothing and runs nothing but its own program. All ingests are in it as
 * data; the first rows of every group but the succeeded can be read without JavaScript, too.
 */
export function pageOf(sections: readonly Section[], settings: PageSettings): string {
  const spaces = [...new Set(sections.flatMap(spacesOf))];
  const rowSettings = {
    spaces,
    inspectorUrl: settings.inspectorUrl,
    region: settings.region,
    timeZone: settings.timeZone,
  };
  const positions = new Map(spaces.map((space, position) => [space, position]));
  const rows = sections.map(({ ingests }) =>
    Object.fromEntries(
      statuses.map(({ id }) => [id, ingests[id].map((ingest) => rowOf(ingest, positions.get(ingest.space)))]),
    ),
  );
  const data: PageData = { settings: rowSettings, step: STEP, rows };
  const rowHtml = rowRenderer(rowSettings, s3ConsoleUrl);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <title>Ingests, ${longDate(settings.date)}</title>
        ${styleElement}
      </head>
      <body>
        ${top(sections, settings)}
        <main>
          ${filter(sections)}
          ${sections.map((section, position) => sectionHtml(section, position, rows[position] ?? {}, rowHtml))}
        </main>
        ${dataElement(data)} ${programElement}
      </body>
    </html>`.text;
}

const sourceHash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const contentPolicy = [
  "default-src 'none'",
  `style-src ${sourceHash(style)}`,
  `script-src ${sourceHash(program)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

// Not as templates of HTML: not a blank may be between the tags, or the hash is another.
const styleElement = new Html(`<style>${style}</style>`);
const programElement = new Html(`<script>${program}</script>`);

/** The data as JSON that neither ends its element nor begins a comment in it. */
const dataElement = (data: PageData): Html =>
  new Html(
    `<script type="application/json" id="data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`,
  );

const spacesOf = ({ ingests }: Section): readonly string[] =>
  statuses.flatMap(({ id }) => ingests[id].map(({ space }) => space));

function rowOf(ingest: Reported, space = 0): Row {
  const { id, externalIdentifier, version, modified, event, source } = ingest;
  const row = [id, space, externalIdentifier, version, Math.floor(modified.getTime() / 1000)] as const;
  if (source) return [...row, event ?? "", `${source.bucket}/${source.path}`];
  return event === undefined ? row : [...row, event];
}

function top(sections: readonly Section[], { date, windowStart, now, timeZone }: PageSettings): Html {
  const bad = sections
    .flatMap(({ ingests }) => badStatuses.map(({ id }) => ingests[id].length))
    .reduce((sum, count) => sum + count, 0);
  const unreadable = sections.reduce((sum, section) => sum + section.unreadable.length, 0);
  const verdict =
    bad + unreadable === 0
      ? html`<p class="verdict good">Nothing needs attention</p>`
      : html`<p class="verdict bad">${needsAttention(bad, unreadable)}</p>`;
  return html`<header class="top">
    <p class="kind">Storage service, daily report</p>
    <h1>Ingests, ${longDate(date)}</h1>
    ${verdict}
    <p class="scope">
      Everything modified since ${longDate(windowStart)}, and all that is accepted or processing, as it was at
      ${timeOf(now, timeZone)}. Times are those of ${timeZone}.
    </p>
  </header>`;
}

function needsAttention(bad: number, unreadable: number): string {
  const ingests = bad === 1 ? "1 ingest needs attention" : `${numbers.format(bad)} ingests need attention`;
  const documents = unreadable === 1 ? "1 document" : `${numbers.format(unreadable)} documents`;
  if (unreadable === 0) return ingests;
  return `${bad === 0 ? "" : `${ingests}; `}${documents} could not be read`;
}

/** Hidden until the page's program runs: without it nothing could be filtered. */
function filter(sections: readonly Section[]): Html {
  const chips = statuses
    .filter(({ id }) => sections.some(({ ingests }) => ingests[id].length > 0))
    .map(
      ({ id, title, tone }) =>
        html`<button type="button" class="chip ${tone}" value="${id}" aria-pressed="true">${title}</button>`,
    );
  return html`<form id="filter" class="filter" role="search" hidden>
    <label for="text">Filter</label>
    <input
      id="text"
      name="text"
      type="search"
      autocomplete="off"
      spellcheck="false"
      placeholder="id, space, identifier or event"
    />
    <div class="chips" role="group" aria-label="Statuses that are shown">${chips}</div>
    <output for="text"></output>
  </form>`;
}

function sectionHtml(
  section: Section,
  position: number,
  rows: Readonly<Record<string, readonly Row[]>>,
  rowHtml: RowHtml,
): Html {
  const { title, ingests, unreadable } = section;
  const groupId = (status: Status) => `section-${position}-${status.id}`;
  const cards = statuses.map((status) => {
    const count = ingests[status.id].length;
    const text = html`<strong>${numbers.format(count)}</strong> <span>${status.title}</span>`;
    return html`<li class="card ${count === 0 ? "none" : status.tone}">
      ${count === 0 ? html`<p>${text}</p>` : html`<a href="#${groupId(status)}">${text}</a>`}
    </li>`;
  });
  const groups = statuses
    .filter(({ id }) => ingests[id].length > 0)
    .map((status) => groupHtml(status, { id: groupId(status), position }, rows[status.id] ?? [], rowHtml));
  return html`<section class="section" aria-labelledby="section-${position}">
    <h2 id="section-${position}">${title}</h2>
    <ul class="cards">
      ${cards}
    </ul>
    ${unreadable.length > 0 ? unreadableHtml(unreadable) : ""}
    ${groups.length > 0 ? groups : html`<p class="nothing">No ingests in these days.</p>`}
  </section>`;
}

function groupHtml(
  { id: status, title, tone }: Status,
  { id, position }: { readonly id: string; readonly position: number },
  rows: readonly Row[],
  rowHtml: RowHtml,
): Html {
  const isGood = tone === "good";
  const labels = isGood ? COLUMNS.slice(0, -1) : COLUMNS;
  const headings = labels.map(
    (label) =>
      html`<th
        role="columnheader"
        scope="col"
        aria-sort="${label === "Last modified" ? "descending" : "none"}"
      >
        <button type="button">${label}</button>
      </th>`,
  );
  const written = isGood ? [] : rows.slice(0, STEP);
  const unwritten = rows.length - written.length;
  return html`<details
    class="group ${tone}"
    id="${id}"
    data-section="${position}"
    data-status="${status}"
    ${new Html(isGood ? "" : "open")}
  >
    <summary>
      <h3>${title} <span class="count">${numbers.format(rows.length)}</span></h3>
    </summary>
    <table role="table" aria-label="${title}">
      <thead role="rowgroup">
        <tr role="row">
          ${headings}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${new Html(written.map((row) => rowHtml(row, labels)).join(""))}
      </tbody>
    </table>
    ${unwritten > 0 ? html`<noscript><p>${numbers.format(unwritten)} more are shown with JavaScript.</p></noscript>` : ""}
    <button type="button" class="more" hidden></button>
  </details>`;
}

function unreadableHtml(unreadable: Section["unreadable"]): Html {
  const shown = unreadable.slice(0, STEP);
  const left = unreadable.length - shown.length;
  return html`<details class="unreadable bad" open>
    <summary>
      <h3>unreadable documents <span class="count">${numbers.format(unreadable.length)}</span></h3>
    </summary>
    <ul>
      ${shown.map(({ id, why }) => html`<li><code>${id}</code> ${why}</li>`)}
      ${left > 0 ? html`<li>and ${numbers.format(left)} more</li>` : ""}
    </ul>
  </details>`;
}
