import { css } from "./css";

/** Colours, in light and in dark: a text has a contrast of 4.5 to what is behind it, at least. */
export const colours = css`
  :root {
    --ground: #f6f7f9;
    --paper: #fff;
    --ink: #1c2330;
    --quiet: #5a6474;
    --line: #dde2ea;
    --accent: #1d5bbf;
    --bad: #b3261e;
    --bad-ground: #fdecea;
    --warning: #8a5300;
    --warning-ground: #fff4de;
    --waiting: #1d5bbf;
    --waiting-ground: #e8f0fd;
    --good: #1b6e3c;
    --good-ground: #e6f5ec;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #12161d;
      --paper: #1a202a;
      --ink: #e6eaf1;
      --quiet: #a0abbd;
      --line: #303948;
      --accent: #8ab4f8;
      --bad: #ff9d94;
      --bad-ground: #3d1f1e;
      --warning: #f5c26b;
      --warning-ground: #3a2c12;
      --waiting: #8ab4f8;
      --waiting-ground: #1c2d49;
      --good: #82d6a3;
      --good-ground: #17351f;
    }
  }
  .bad {
    --tone: var(--bad);
    --tone-ground: var(--bad-ground);
  }
  .warning {
    --tone: var(--warning);
    --tone-ground: var(--warning-ground);
  }
  .waiting {
    --tone: var(--waiting);
    --tone-ground: var(--waiting-ground);
  }
  .good {
    --tone: var(--good);
    --tone-ground: var(--good-ground);
  }
`;
