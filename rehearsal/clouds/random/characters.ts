import { textOf, words, type Making, type Properties, type ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { drawing, drawnOnce, numberOf, shuffled, tooSmall } from "./draws";

const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** The kinds of character: the switch that admits each, the least number of it, and its characters. */
const KINDS = [
  { admitted: "lower", least: "minLower", of: () => "abcdefghijklmnopqrstuvwxyz" },
  { admitted: "upper", least: "minUpper", of: () => "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
  { admitted: "numeric", least: "minNumeric", of: () => "0123456789" },
  {
    admitted: "special",
    least: "minSpecial",
    of: (inputs: Properties) => textOf(inputs["overrideSpecial"]) || SPECIAL,
  },
] as const;

const INPUTS =
  words(`length lower minLower minNumeric minSpecial minUpper number numeric overrideSpecial special
  upper`);

/** random_password and random_string [registry.terraform.io: hashicorp/random]. */
export const characters: Readonly<Record<string, ResourceType>> = {
  "random:index/randomPassword:RandomPassword": drawnOnce({
    inputs: INPUTS,
    required: ["length"],
    id: () => "none",
    computed: {
      result: drawnCharacters,
      // It has bcrypt's form and belongs to no password: nobody can sign in with a rehearsal's password.
      bcryptHash: (making) => `$2a$10$${making.digits(53, "bcrypt")}`,
    },
    defaults: switches(),
    refuseInputs: refused,
  }),
  "random:index/randomString:RandomString": drawnOnce({
    inputs: INPUTS,
    required: ["length"],
    id: drawnCharacters,
    computed: { result: drawnCharacters },
    defaults: switches(),
    refuseInputs: refused,
  }),
};

function switches(): Properties {
  return Object.fromEntries([
    ["number", true],
    ...KINDS.flatMap(({ admitted, least }) => [
      [admitted, true],
      [least, 0],
    ]),
  ]);
}

function admits(inputs: Properties, admitted: string): boolean {
  const given = inputs[admitted] ?? (admitted === "numeric" ? inputs["number"] : undefined);
  return given !== false;
}

function drawnCharacters(making: Making): string {
  const { inputs } = making;
  const draw = drawing(making, "characters");
  const pick = (from: string) => from.charAt(draw(from.length));
  const needed = KINDS.flatMap(({ least, of }) =>
    Array.from({ length: numberOf(inputs, least, 0) }, () => pick(of(inputs))),
  );
  const admitted = KINDS.filter((kind) => admits(inputs, kind.admitted))
    .map(({ of }) => of(inputs))
    .join("");
  const free = Array.from({ length: numberOf(inputs, "length", 0) - needed.length }, () => pick(admitted));
  return shuffled([...needed, ...free], draw).join("");
}

function refused(inputs: Properties): string | undefined {
  const tooFew =
    tooSmall(inputs, "length", 1) ??
    KINDS.map(({ least }) => tooSmall(inputs, least, 0)).find((reason) => reason !== undefined);
  if (tooFew !== undefined) return tooFew;
  const needed = KINDS.reduce((sum, { least }) => sum + numberOf(inputs, least, 0), 0);
  if (numberOf(inputs, "length", needed) < needed)
    return `Attribute length value must be at least sum of min_upper, min_lower, min_numeric, min_special (${needed}), got: ${numberOf(inputs, "length", needed)}`;
  const { number, numeric } = inputs;
  if (number !== undefined && numeric !== undefined && !isUnknown(numeric) && number !== numeric)
    return "Cannot specify both `number` and `numeric` with different values";
  return KINDS.some((kind) => admits(inputs, kind.admitted))
    ? undefined
    : "the character set specified is empty: at least one of lower, upper, numeric and special must be true";
}
