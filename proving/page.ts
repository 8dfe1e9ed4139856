import { groupBy } from "es-toolkit";
import { Html, html } from "../functions/daily-report/page/html";
import { refuses, type Paper } from "./paper";
import { style } from "./style";
import { words } from "./text";

type Verdict = Paper["verdicts"][number];
type Way = Verdict["ways"][number];

/** The paper as one page for people: everything that it needs is in it, and it can be printed. */
export function pageOf(paper: Paper): string {
  const title = `${paper.proved ? "Nobody can delete the archive" : "Not proved"}: ${paper.stage}`;
  const bySubject = Object.entries(groupBy(paper.verdicts, ({ subject }) => subject));
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${summary(paper)} ${paper.proved ? [] : refusals(paper)}
          <nav aria-label="Subjects">
            <ul>
              ${bySubject.map(
                ([subject, verdicts], at) =>
                  html`<li><a href="#subject-${at}">${subject}</a>: ${inNumbers(verdicts)}</li>`,
              )}
            </ul>
          </nav>
          ${bySubject.map(([subject, verdicts], at) => section(subject, verdicts, at))} ${foundations(paper)}
        </main>
      </body>
    </html>`;
  return `${page.text}\n`;
}

function summary({ stage, source, at, resources, verdicts, decisions, seconds, policyPack }: Paper): Html {
  const facts: readonly (readonly [string, string | number])[] = [
    ["Stage", stage],
    ["What was judged", source === "deployed" ? "what is deployed" : "what a rehearsal brings up"],
    ["When", at],
    ["Resources", resources],
    ["Questions", verdicts.length],
    ["Decisions about requests", `${decisions}, in ${seconds} s`],
    ["Policy pack", `${policyPack.version}, ${policyPack.digest}`],
  ];
  return html`<dl>
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function refusals({ verdicts }: Paper): Html {
  return html`<section class="open" aria-labelledby="open">
    <h2 id="open">What is open</h2>
    <ul>
      ${verdicts
        .filter(refuses)
        .map(({ subject, action, ways }) => html`<li>${subject}: ${action}${waysIn(ways)}</li>`)}
    </ul>
  </section>`;
}

function section(subject: string, verdicts: readonly Verdict[], at: number): Html {
  const groups = Object.entries(groupBy(verdicts, ({ group }) => group));
  return html`<section aria-labelledby="subject-${at}">
    <h2 id="subject-${at}">${subject}</h2>
    ${groups.map(
      ([group, those]) =>
        html`<table>
          <caption>
            ${group}
          </caption>
          <thead>
            <tr>
              <th scope="col">Action</th>
              <th scope="col">Who</th>
              <th scope="col">By which statement, or why not</th>
            </tr>
          </thead>
          <tbody>
            ${those.map(row)}
          </tbody>
        </table>`,
    )}
  </section>`;
}

function row({ action, outcome, because, ways }: Verdict): Html {
  return html`<tr class="${outcome}">
    <th scope="row">${action}</th>
    <td>${words[outcome]}</td>
    <td>${because}${ways.length > 0 ? waysIn(ways) : []}</td>
  </tr>`;
}

function waysIn(ways: readonly Way[]): Html {
  return html`<ul>
    ${ways.map(
      ({ who, steps, permitted, undecided }) =>
        html`<li>
          <strong>${who}</strong>${permitted ? " (may)" : ""}: ${steps.join(", then ")}
          ${undecided.map((doubt) => html`<br /><em>not known: ${doubt}</em>`)}
        </li>`,
    )}
  </ul>`;
}

function foundations({ restsOn }: Paper): Html {
  return html`<section aria-labelledby="rests-on">
    <h2 id="rests-on">What this rests on, and cannot show</h2>
    <dl>
      ${restsOn.map(
        ({ assumption, why }) =>
          html`<div>
            <dt>${assumption}</dt>
            <dd>${why}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function inNumbers(verdicts: readonly Verdict[]): string {
  return Object.entries(groupBy(verdicts, ({ outcome }) => words[outcome]))
    .map(([outcome, those]) => `${those.length} ${outcome}`)
    .join(", ");
}
