import { z } from "zod";
import { ask } from "./command";
import type { Backend, Site } from "./site";

const Exported = z.looseObject({
  deployment: z
    .looseObject({
      manifest: z.looseObject({ time: z.coerce.date() }),
      secrets_providers: z
        .looseObject({
          type: z.string(),
          state: z
            .looseObject({
              salt: z.string().optional(),
              url: z.string().optional(),
              encryptedkey: z.string().optional(),
            })
            .optional(),
        })
        .optional(),
      resources: z.array(z.unknown()).nullish(),
      pending_operations: z.array(Pending()).nullish(),
    })
    .nullish(),
});

function Pending() {
  return z.looseObject({
    type: z.string(),
    resource: z.looseObject({
      urn: z.string(),
      type: z.string(),
      /** Whether a provider makes it; components are not made. */
      custom: z.boolean(),
      inputs: z.record(z.string(), z.unknown()).default({}),
    }),
  });
}
export type Pending = z.output<ReturnType<typeof Pending>>;

/** The root project's state, as one backend holds it. */
export interface State {
  readonly resources: number;
  /** What an engine had begun when it was killed. */
  readonly pending: readonly Pending[];
  /** When it was last written by the engine. */
  readonly written: Date;
  /** By what its secrets are encrypted. */
  readonly key: {
    readonly salt: string | undefined;
    readonly provider: string | undefined;
    readonly encryptedKey: string | undefined;
  };
  /** What `pulumi stack import` takes; its secrets are encrypted. */
  readonly exported: string;
}

const NEVER = new Date(0);

/**
 * The state that a backend holds; undefined when the stack was never made there.
 * @throws in one line, when it cannot be read
 */
export async function stateIn(site: Site, backend: Backend): Promise<State | undefined> {
  const { exitCode, stdout, said } = await ask(site, backend, ["stack", "export", "--stack", site.stage]);
  if (exitCode !== 0) {
    if (/no stack named/.test(said)) return undefined;
    throw new Error(
      `the state in ${backend.title} cannot be read: ${
        said
          .trim()
          .replace(/^error: /, "")
          .split("\n")[0]
      }`,
    );
  }
  const { deployment } = Exported.parse(JSON.parse(stdout));
  const { salt, url, encryptedkey } = deployment?.secrets_providers?.state ?? {};
  return {
    resources: deployment?.resources?.length ?? 0,
    pending: deployment?.pending_operations ?? [],
    written: deployment?.manifest.time ?? NEVER,
    key: { salt, provider: url, encryptedKey: encryptedkey },
    exported: stdout,
  };
}
