import { textOf, words, type Making, type ResourceType } from "../catalogue";
import { drawing, drawnOnce, numberOf, shuffled, tooSmall } from "./draws";

const ADVERBS = words("barely duly evenly firmly gently highly justly kindly mainly neatly openly purely");
const ADJECTIVES = words(
  "amber brisk calm dear eager fond grand humble ideal jolly keen lively mellow noble",
);
const ANIMALS = words(
  "badger crane dingo egret ferret gecko heron ibex jackal koala lemur marmot newt otter",
);

/** random_pet and random_shuffle [registry.terraform.io: hashicorp/random]. */
export const choices: Readonly<Record<string, ResourceType>> = {
  "random:index/randomPet:RandomPet": drawnOnce({
    inputs: words("length prefix separator"),
    id: pet,
    defaults: { length: 2, separator: "-" },
    refuseInputs: (inputs) => tooSmall(inputs, "length", 1),
  }),
  "random:index/randomShuffle:RandomShuffle": drawnOnce({
    inputs: words("inputs resultCount seed"),
    required: ["inputs"],
    id: () => "-",
    computed: { results },
    refuseInputs: (inputs) => tooSmall(inputs, "resultCount", 0),
  }),
};

/** Any number of adverbs, an adjective and an animal; short names leave out from the left. */
function pet(making: Making): string {
  const draw = drawing(making, "pet");
  const pick = (from: readonly string[]) => from[draw(from.length)] ?? "";
  const length = numberOf(making.inputs, "length", 2);
  const adverbs = Array.from({ length: Math.max(0, length - 2) }, () => pick(ADVERBS));
  const name = [...adverbs, ...(length > 1 ? [pick(ADJECTIVES)] : []), pick(ANIMALS)];
  const prefix = textOf(making.inputs["prefix"]);
  const separator = making.inputs["separator"];
  return [...(prefix === "" ? [] : [prefix]), ...name].join(typeof separator === "string" ? separator : "-");
}

/** As many results as are asked for: the list in ever new orders, one after the other. */
function results(making: Making): readonly unknown[] {
  const list: unknown = making.inputs["inputs"];
  if (!Array.isArray(list) || list.length === 0) return [];
  const draw = drawing(making, "shuffle");
  const wanted = numberOf(making.inputs, "resultCount", list.length);
  const rounds = Array.from({ length: Math.ceil(wanted / list.length) }, () => shuffled(list, draw));
  return rounds.flat().slice(0, wanted);
}
