/** How the paper looks, on a screen and printed. Nothing is told by colour alone. */
export const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
  table { width: 100%; border-collapse: collapse; margin: 1rem 0; table-layout: fixed; }
  caption { text-align: start; font-weight: bold; padding: 0.5rem 0; }
  th, td { text-align: start; vertical-align: top; border: 1px solid GrayText; padding: 0.25rem 0.5rem; overflow-wrap: anywhere; }
  th:nth-child(1) { width: 25%; }
  th:nth-child(2) { width: 15%; }
  tbody th { font-weight: normal; font-family: ui-monospace, monospace; }
  dl > div { display: flex; flex-wrap: wrap; gap: 0 1rem; }
  dt { font-weight: bold; flex: 0 0 16rem; }
  dd { margin: 0; flex: 1 1 20rem; overflow-wrap: anywhere; }
  td ul { margin: 0; padding-inline-start: 1.25rem; }
  .open, .could, .undecided { outline: 3px solid currentColor; }
  .could td, .undecided td { font-weight: bold; }
  @media print { main { max-width: none; padding: 0; } section { break-inside: auto; } tr { break-inside: avoid; } nav { display: none; } }
`;
