import { css } from "./css";

/** The groups of ingests and their tables. */
export const groups = css`
  .group,
  .unreadable {
    scroll-margin-top: 72px;
    margin-bottom: 12px;
    border: 1px solid var(--line);
    border-left: 4px solid var(--tone);
    border-radius: 10px;
    background: var(--paper);
  }
  summary {
    padding: 11px 14px;
    cursor: pointer;
  }
  .count {
    margin-left: 6px;
    padding: 1px 9px;
    border-radius: 999px;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .unreadable ul {
    margin: 0;
    padding: 0 14px 12px 34px;
  }
  .unreadable code {
    font-weight: 600;
  }
  .unreadable li {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  th {
    padding: 0;
    border-block: 1px solid var(--line);
    text-align: left;
    white-space: nowrap;
  }
  th button {
    width: 100%;
    padding: 6px 14px;
    color: var(--quiet);
    font-size: 12.5px;
    font-weight: 600;
    text-align: left;
  }
  th button:hover {
    color: var(--ink);
  }
  th button::after {
    display: inline-block;
    width: 1.2em;
    text-align: right;
    content: "";
  }
  th[aria-sort="ascending"] button,
  th[aria-sort="descending"] button {
    color: var(--ink);
  }
  th[aria-sort="ascending"] button::after {
    content: "↑";
  }
  th[aria-sort="descending"] button::after {
    content: "↓";
  }
  td {
    padding: 8px 14px;
    vertical-align: top;
    overflow-wrap: break-word;
  }
  tr + tr td {
    border-top: 1px solid var(--line);
  }
  tbody tr:hover {
    background: var(--ground);
  }
  td:nth-child(1) {
    font:
      12.5px/1.7 ui-monospace,
      monospace;
  }
  td:nth-child(3) {
    min-width: 11em;
    overflow-wrap: anywhere;
  }
  td:nth-child(5) {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  td:nth-child(6) {
    width: 36%;
    overflow-wrap: anywhere;
  }
  td:nth-child(6) span {
    display: block;
  }
  .more {
    display: block;
    width: 100%;
    padding: 10px;
    border-top: 1px solid var(--line);
    color: var(--accent);
    font-weight: 600;
  }
  .group noscript p,
  .nothing {
    padding: 10px 14px;
    color: var(--quiet);
  }
  @media (min-width: 1100px) {
    td:nth-child(1) {
      white-space: nowrap;
    }
  }
`;
