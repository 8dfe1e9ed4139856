import { z } from "zod";
import { run, ask } from "./command";
import { makeLocalBackend, setAside } from "./local-backend";
import { mendPending } from "./pending";
import { root, type Site } from "./site";
import { hasLocalBackend, holdsRoot, isPassphrase } from "./standing";
import { readStageFile } from "./stage-file";
import { stateIn, type State } from "./state";

/** One step of the way. Whether it is done is looked up in the world each time, and never remembered. */
export interface Step {
  readonly title: string;
  /** Whether there is nothing left to do for it. */
  readonly isDone: (site: Site) => boolean | Promise<boolean>;
  /** @throws in one line, when it fails */
  readonly work: (site: Site) => void | Promise<void>;
}

const moved = async (site: Site): Promise<boolean> => holdsRoot(await stateIn(site, site.bucket));

/** The way to a state in the bucket, for a stage whose bucket holds none yet. */
export const moving: readonly Step[] = [
  {
    title: "local backend",
    isDone: hasLocalBackend,
    work: makeLocalBackend,
  },
  {
    title: "stack in the local backend",
    isDone: async (site) => (await stateIn(site, site.local)) !== undefined,
    work: (site) =>
      run(site, site.local, ["stack", "init", site.stage, "--no-select", "--secrets-provider", "passphrase"]),
  },
  {
    title: "root project up, under the policy pack",
    // Its secrets come under the key only once all of it stands.
    isDone: async (site) => !isPassphrase(site) && hasKey(site, await stateIn(site, site.local)),
    async work(site) {
      const begun = await stateIn(site, site.local);
      if (begun) await mendPending(site, begun);
      // What an interrupted run took into the state may never have been made: a refresh drops it, and costs a new stack nothing.
      await run(site, site.local, ["up", "--yes", "--refresh", "--stack", site.stage]);
      await expectOwnGround(site);
    },
  },
  {
    title: "secrets under the key that it made",
    isDone: async (site) => hasKey(site, await stateIn(site, site.local)),
    work: (site) =>
      run(site, site.local, [
        "stack",
        "change-secrets-provider",
        site.secretsProvider,
        "--stack",
        site.stage,
      ]),
  },
  {
    title: "stack in the bucket",
    isDone: async (site) => (await stateIn(site, site.bucket)) !== undefined,
    work: (site) =>
      run(site, site.bucket, [
        "stack",
        "init",
        site.stage,
        "--no-select",
        "--secrets-provider",
        site.secretsProvider,
      ]),
  },
  {
    title: "state into the bucket",
    isDone: moved,
    async work(site) {
      const state = await stateIn(site, site.local);
      if (!holdsRoot(state) || state === undefined)
        throw new Error(`${site.folder} holds no state of root any more: run it again`);
      await run(site, site.bucket, ["stack", "import", "--stack", site.stage], state.exported);
    },
  },
];

/** What is left when the bucket holds the state, and a local one is still there. */
export const finishing: readonly Step[] = [
  {
    title: "preview from the bucket: nothing may change",
    isDone: () => false,
    work: (site) => run(site, site.bucket, ["preview", "--expect-no-changes", "--stack", site.stage]),
  },
  {
    title: "old state set aside",
    isDone: (site) => !hasLocalBackend(site),
    work: (site) => site.say(`it is in ${setAside(site, new Date())} now`),
  },
];

/** Whether the state's secrets are under the bucket's key, by the state itself and by the stage's settings. */
function hasKey(site: Site, state: State | undefined): boolean {
  const { key } = readStageFile(site.repository, site.stage);
  if (isPassphrase(site)) return state?.key.salt !== undefined && state.key.salt === key.salt;
  const providers = [key.provider, state?.key.provider];
  return (
    providers.every((provider) => provider === site.secretsProvider) &&
    key.encryptedKey === state?.key.encryptedKey
  );
}

const Outputs = z.looseObject({ backend: z.string(), secretsProvider: z.string() });

/** @throws when the program made its bucket or key under another name than the settings promise */
async function expectOwnGround(site: Site): Promise<void> {
  if (!site.real) return;
  const { stdout } = await ask(site, site.local, ["stack", "output", "--json", "--stack", site.stage]);
  const { backend, secretsProvider } = Outputs.parse(JSON.parse(stdout));
  if (backend !== site.bucket.url || secretsProvider !== site.secretsProvider)
    throw new Error(
      `${root.project} made ${backend} and ${secretsProvider}, not ${site.bucket.url} and ${site.secretsProvider}: ` +
        "mend bootstrapping/site.ts or index.ts, they must agree",
    );
}
