import * as z from "zod";

const DIMENSIONS_MAX = 30;

/** [docs.aws.amazon.com: Dashboard Body Structure and Syntax: Metrics Array Format, Rendering Properties Object] */
const Options = z.strictObject({
  accountId: z.string().optional(),
  color: z.string().optional(),
  expression: z.string().optional(),
  id: z
    .string()
    .regex(/^[a-z][A-Za-z0-9_]*$/, { error: "Should be letters, digits and _, a small letter first" })
    .optional(),
  label: z.string().optional(),
  period: z
    .number()
    .refine((seconds) => [1, 5, 10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0), {
      error: "Should be 1, 5, 10, 20, 30 or a multiple of 60",
    })
    .optional(),
  region: z.string().optional(),
  stat: z.string().optional(),
  visible: z.boolean().optional(),
  yAxis: z.enum(["left", "right"]).optional(),
});
type Options = z.infer<typeof Options>;

/** Namespace, name and dimensions, and how it is drawn; or a calculation by its options alone. */
const Metric = z.array(z.union([z.string().min(1), Options])).min(1, "Should NOT have fewer than 1 items");

type Metric = z.infer<typeof Metric>;

/** A graph's metrics; rows may repeat what stands above them by "." and "...". */
export const Metrics = z
  .array(Metric)
  .max(500, "Should NOT have more than 500 items")
  .superRefine((rows, context) => {
    let above: readonly string[] = [];
    rows.forEach((row, at) => {
      const own = textsOf(row);
      if (!isCalculated(row)) above = inFull(own, above);
      const fault = rowFault(row, above) ?? idFault(rows, at);
      if (fault !== undefined) context.addIssue({ code: "custom", message: fault, path: [at] });
    });
  });

const textsOf = (row: Metric): readonly string[] => row.filter((part) => typeof part === "string");
const optionsOf = (row: Metric): Options | undefined => row.find((part) => typeof part !== "string");
const isCalculated = (row: Metric): boolean => optionsOf(row)?.expression !== undefined;

function rowFault(row: Metric, inFull: readonly string[]): string | undefined {
  if (row.slice(0, -1).some((part) => typeof part !== "string"))
    return "Rendering properties should be the last item";
  if (isCalculated(row))
    return textsOf(row).length > 0 ? "Should have either an expression or a metric" : undefined;
  if (inFull.includes(".") || inFull.includes("...")) return "Nothing above it that could be repeated";
  if (inFull.length < 2) return "Should NOT have fewer than 2 items: a namespace and a name";
  if (inFull.length % 2 === 1) return "Should have a value for each dimension";
  return inFull.length > 2 + 2 * DIMENSIONS_MAX
    ? `Should NOT have more than ${DIMENSIONS_MAX} dimensions`
    : undefined;
}

function idFault(rows: readonly Metric[], at: number): string | undefined {
  const id = optionsOf(rows[at] ?? [])?.id;
  const isTaken = id !== undefined && rows.slice(0, at).some((row) => optionsOf(row)?.id === id);
  return isTaken ? `The id ${id} is there twice` : undefined;
}

/** A row with what it repeats of the one above. */
function inFull(row: readonly string[], above: readonly string[]): readonly string[] {
  if (row[0] === "..." && above.length > 0)
    return [...above.slice(0, Math.max(above.length - row.length + 1, 0)), ...row.slice(1)];
  return row.map((part, position) => (part === "." ? (above[position] ?? part) : part));
}
