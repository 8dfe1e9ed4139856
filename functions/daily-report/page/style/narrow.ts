import { css } from "./css";

/** What is otherwise on narrow screens, where a row is a card, and on paper. */
export const narrow = css`
  @media (max-width: 900px) {
    .cards {
      grid-template-columns: repeat(3, 1fr);
    }
  }
  @media (max-width: 720px) {
    .top,
    main {
      padding-inline: 14px;
    }
    h1 {
      font-size: 23px;
    }
    .filter {
      position: static;
      margin-inline: -14px;
      padding-inline: 14px;
    }
    .filter input {
      flex-basis: 100%;
      max-width: none;
    }
    .filter output {
      margin-left: 0;
    }
    .cards {
      grid-template-columns: repeat(2, 1fr);
      gap: 8px;
    }
    table,
    thead,
    tbody,
    tr,
    td {
      display: block;
    }
    thead tr {
      display: flex;
      flex-wrap: wrap;
      column-gap: 14px;
      align-items: baseline;
      padding: 4px 14px;
      border-block: 1px solid var(--line);
    }
    thead tr::before {
      color: var(--quiet);
      font-size: 12.5px;
      content: "Sort by";
    }
    th {
      border: 0;
    }
    th button {
      padding: 6px 0;
      text-decoration: underline;
      text-decoration-color: var(--line);
      text-underline-offset: 4px;
    }
    th button::after {
      width: auto;
    }
    tbody tr {
      padding: 10px 14px;
    }
    tr + tr {
      border-top: 1px solid var(--line);
    }
    tr + tr td {
      border: 0;
    }
    td {
      display: grid;
      grid-template-columns: 124px 1fr;
      gap: 10px;
      padding: 2px 0;
    }
    td:nth-child(n) {
      width: auto;
      min-width: 0;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    td::before {
      color: var(--quiet);
      font:
        12.5px/1.8 system-ui,
        sans-serif;
      content: attr(data-label);
    }
    td:nth-child(1),
    td:nth-child(6) {
      display: block;
      padding-block: 4px;
    }
    td:nth-child(1)::before,
    td:nth-child(6)::before {
      content: none;
    }
    td:empty {
      display: none;
    }
  }
  @media print {
    :root {
      color-scheme: light;
      --ground: #fff;
      --ink: #000;
      --quiet: #444;
      --line: #bbb;
      --accent: #000;
    }
    .filter,
    .more {
      display: none;
    }
    .group,
    .unreadable {
      border-left-width: 1px;
    }
    tr {
      break-inside: avoid;
    }
    td {
      padding-block: 3px;
      font-size: 11px;
    }
  }
`;
