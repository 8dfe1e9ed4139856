import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SDKS = join(__dirname, "../node_modules/@pulumi");

/** Of Azure, the modules that the estate is made of: the whole of it has ten times as many types as AWS. */
const AZURE_MODULES = ["authorization", "keyvault", "managedidentity", "resources", "storage"];

/** Looked for among a type's own arguments, as its declaration lists them. */
const WITH_TAGS = /^ {4}tags\?: pulumi\.Input<\{\s+\[key: string\]: pulumi\.Input<string/m;
const WITH_REGION = /^ {4}region\?: /m;
const WITH_LOCATION = /^ {4}location\??: /m;

/** Types by the beginning of their tokens; the rest of each is a word. */
type Types = Record<string, string>;

/** What the SDKs declare of types, as far as rules ask for it. */
export function sdkTypes(): {
  readonly taggable: Types;
  readonly regionless: Types;
  readonly located: Types;
} {
  const aws = declaredIn("aws", modulesOf("aws"));
  const azure = declaredIn("azure-native", AZURE_MODULES);
  return {
    taggable: tokens([...aws, ...azure].filter(({ args }) => WITH_TAGS.test(args))),
    regionless: tokens(aws.filter(({ args }) => !WITH_REGION.test(args))),
    located: tokens(azure.filter(({ args }) => WITH_LOCATION.test(args))),
  };
}

interface Declared {
  readonly beginning: string;
  readonly word: string;
  readonly args: string;
}

function modulesOf(sdk: string): readonly string[] {
  return readdirSync(join(SDKS, sdk), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(SDKS, sdk, entry.name, "index.d.ts")))
    .map(({ name }) => name)
    .toSorted();
}

/** A type has a file of its own, with its class and the interface of its arguments. */
function declaredIn(sdk: string, modules: readonly string[]): readonly Declared[] {
  return modules.flatMap((module) =>
    readdirSync(join(SDKS, sdk, module))
      .filter((file) => file.endsWith(".d.ts"))
      .toSorted()
      .flatMap((file) => {
        const text = readFileSync(join(SDKS, sdk, module, file), "utf8");
        const type = /^export declare class (\w+) extends pulumi\.CustomResource/m.exec(text)?.[1];
        if (type === undefined) return [];
        const args = text.slice(text.indexOf(`export interface ${type}Args `));
        // AWS's tokens have the type's name twice.
        return sdk === "aws"
          ? [{ beginning: `aws:${module}/`, word: `${type[0]?.toLowerCase()}${type.slice(1)}:${type}`, args }]
          : [{ beginning: `${sdk}:${module}:`, word: type, args }];
      }),
  );
}

function tokens(declared: readonly Declared[]): Types {
  const words = new Map<string, string[]>();
  for (const { beginning, word } of declared) words.set(beginning, [...(words.get(beginning) ?? []), word]);
  return Object.fromEntries([...words].map(([beginning, each]) => [beginning, each.join(" ")]));
}

if (require.main === module)
  writeFileSync(join(__dirname, "reading", "sdk-types.json"), `${JSON.stringify(sdkTypes(), null, 2)}\n`);
