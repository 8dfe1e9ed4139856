import { parseArgs } from "node:util";

export const USAGE = `npm run webservice -- IMAGE [options]

  IMAGE     the service's image, as docker knows it: webservice:dev
  --down    stop it, and keep its data
  --forget  stop it, and forget its data and passwords
  --help    print this`;

export type LocalOptions =
  | { readonly does: "help" }
  | { readonly does: "up"; readonly image: string }
  | { readonly does: "down"; readonly forget: boolean };

/**
 * Reads the command line.
 * @throws with one line that says what is wrong and what would be right
 */
export function localOptions(args: readonly string[]): LocalOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      down: { type: "boolean", default: false },
      forget: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return { does: "help" };
  const [image, more] = positionals;
  if (values.down || values.forget) {
    if (image !== undefined) throw new Error(`to stop it takes no image, and ${image} was given`);
    return { does: "down", forget: values.forget };
  }
  if (image === undefined || more !== undefined)
    throw new Error("name one image of the service: npm run webservice -- webservice:dev");
  return { does: "up", image };
}
