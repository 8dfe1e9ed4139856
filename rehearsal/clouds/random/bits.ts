import { textOf, words, type Making, type Properties, type ResourceType } from "../catalogue";
import { digitsOf } from "../cloud";
import { drawing, drawnOnce, numberOf, tooSmall } from "./draws";

/** random_bytes, random_id, random_integer and random_uuid [registry.terraform.io: hashicorp/random]. */
export const bits: Readonly<Record<string, ResourceType>> = {
  "random:index/randomBytes:RandomBytes": drawnOnce({
    inputs: ["length"],
    required: ["length"],
    id: (making) => bytes(making, "length").toString("base64"),
    computed: {
      base64: (making) => bytes(making, "length").toString("base64"),
      hex: (making) => bytes(making, "length").toString("hex"),
    },
    refuseInputs: (inputs) => tooSmall(inputs, "length", 1),
  }),
  "random:index/randomId:RandomId": drawnOnce({
    inputs: words("byteLength prefix"),
    required: ["byteLength"],
    id: (making) => bytes(making, "byteLength").toString("base64url"),
    computed: {
      b64Std: (making) => prefixed(making, bytes(making, "byteLength").toString("base64")),
      b64Url: (making) => prefixed(making, bytes(making, "byteLength").toString("base64url")),
      dec: (making) =>
        prefixed(making, BigInt(`0x${bytes(making, "byteLength").toString("hex")}`).toString()),
      hex: (making) => prefixed(making, bytes(making, "byteLength").toString("hex")),
    },
    refuseInputs: (inputs) => tooSmall(inputs, "byteLength", 1),
  }),
  "random:index/randomInteger:RandomInteger": drawnOnce({
    inputs: words("max min seed"),
    required: words("max min"),
    id: (making) => String(integer(making)),
    computed: { result: integer },
    refuseInputs: (inputs) => {
      const [least, most] = range(inputs);
      return least <= most
        ? undefined
        : `The minimum value needs to be smaller than or equal to maximum value, got: ${least} and ${most}`;
    },
  }),
  "random:index/randomUuid:RandomUuid": drawnOnce({ inputs: [], id: uuid, computed: { result: uuid } }),
};

function bytes(making: Making, length: string): Buffer {
  return Buffer.from(making.digits(2 * numberOf(making.inputs, length, 1), "bytes"), "hex");
}

function prefixed(making: Making, value: string): string {
  return `${textOf(making.inputs["prefix"])}${value}`;
}

function range(inputs: Properties): readonly [number, number] {
  return [numberOf(inputs, "min", Number.MIN_SAFE_INTEGER), numberOf(inputs, "max", Number.MAX_SAFE_INTEGER)];
}

function integer(making: Making): number {
  const [least, most] = range(making.inputs);
  // With a seed the real provider draws the same number again, whatever the resource.
  const seed = textOf(making.inputs["seed"]);
  const draw = seed === "" ? drawing(making, "integer") : seeded(seed);
  return least + draw(most - least + 1);
}

function seeded(seed: string): (below: number) => number {
  const drawn = Number.parseInt(digitsOf(seed, 12), 16);
  return (below) => drawn % below;
}

function uuid(making: Making): string {
  const digits = making.digits(32, "uuid");
  const variant = "89ab".charAt(Number.parseInt(digits.charAt(16), 16) % 4);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}
