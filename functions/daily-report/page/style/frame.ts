import { css } from "./css";

/** The frame of the page: its top, the filter and the cards. */
export const frame = css`
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  body {
    margin: 0;
    background: var(--ground);
    color: var(--ink);
    font:
      15px/1.5 system-ui,
      sans-serif;
  }
  .top,
  main {
    max-width: 1400px;
    margin: 0 auto;
    padding: 0 24px;
  }
  .top {
    padding-top: 28px;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h1 {
    font-size: 28px;
    line-height: 1.2;
  }
  h2 {
    font-size: 21px;
  }
  h3 {
    display: inline-block;
    font-size: 15px;
  }
  h3::first-letter {
    text-transform: uppercase;
  }
  .kind {
    margin-bottom: 2px;
    color: var(--quiet);
    font-size: 13px;
  }
  .verdict {
    display: inline-block;
    margin: 12px 0 8px;
    padding: 5px 12px;
    border-radius: 16px;
    font-weight: 600;
  }
  .scope {
    max-width: 75ch;
    color: var(--quiet);
    font-size: 14px;
  }
  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .verdict,
  .count {
    background: var(--tone-ground);
    color: var(--tone);
  }
  .filter {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    margin: 20px -24px 0;
    padding: 12px 24px;
    background: var(--ground);
    border-bottom: 1px solid var(--line);
  }
  .filter label {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .filter input {
    flex: 1 1 240px;
    min-width: 0;
    max-width: 380px;
    padding: 7px 10px;
    border: 1px solid var(--quiet);
    border-radius: 8px;
    background: var(--paper);
    color: inherit;
    font: inherit;
  }
  .filter input::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  button {
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .chip {
    padding: 4px 11px;
    border: 1px solid var(--line);
    border-radius: 999px;
    color: var(--quiet);
    font-size: 13px;
    text-decoration: line-through;
  }
  .chip[aria-pressed="true"] {
    border-color: var(--tone);
    background: var(--tone-ground);
    color: var(--tone);
    text-decoration: none;
  }
  .filter output {
    margin-left: auto;
    color: var(--quiet);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .section {
    padding: 24px 0 16px;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    gap: 12px;
    margin: 12px 0 16px;
    padding: 0;
    list-style: none;
  }
  .card {
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--paper);
  }
  .card > * {
    display: block;
    padding: 10px 14px;
    color: var(--quiet);
    font-size: 13px;
    line-height: 1.35;
    text-decoration: none;
  }
  .card a:hover span {
    text-decoration: underline;
  }
  .card strong {
    display: block;
    color: var(--tone, var(--quiet));
    font-size: 25px;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }
  .card span {
    display: block;
  }
  .card span::first-letter {
    text-transform: uppercase;
  }
  .card.none strong {
    font-weight: 400;
  }
  .card.bad {
    border-color: var(--bad);
    background: var(--bad-ground);
  }
  .card.bad > * {
    color: var(--ink);
  }
`;
