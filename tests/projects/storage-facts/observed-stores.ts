import { z } from "zod";
import type { Graph } from "../../graph/graph";
import type { Rules, TableFact } from "./stores";

const Moves = (days: "days" | "noncurrentDays") =>
  z.array(z.looseObject({ [days]: z.number(), storageClass: z.string() })).default([]);

const Rule = z.strictObject({
  id: z.string(),
  status: z.literal("Enabled"),
  filter: z.union([
    z.strictObject({ prefix: z.string() }),
    z.strictObject({
      and: z.strictObject({ prefix: z.string(), tags: z.record(z.string(), z.string()) }),
    }),
  ]),
  transitions: Moves("days"),
  expiration: z
    .strictObject({ days: z.number().optional(), expiredObjectDeleteMarker: z.boolean().optional() })
    .optional(),
  noncurrentVersionTransitions: Moves("noncurrentDays"),
  noncurrentVersionExpiration: z.strictObject({ noncurrentDays: z.number() }).optional(),
  abortIncompleteMultipartUpload: z.strictObject({ daysAfterInitiation: z.literal(7) }).optional(),
});

/** The rules of every bucket that has some, by its name; unfinished uploads, which all drop alike, left out. */
export function lifecycle(graph: Graph): Record<string, Rules> {
  const configured = graph.of("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
  return Object.fromEntries(
    configured.map(({ inputs }) => [
      String(inputs["bucket"]),
      z
        .array(Rule)
        .parse(inputs["rules"])
        .filter(({ id }) => id !== "abandoned-uploads")
        .map(told),
    ]),
  );
}

function told(rule: z.infer<typeof Rule>): string {
  const { filter } = rule;
  const picks =
    "and" in filter
      ? [filter.and.prefix, ...Object.entries(filter.and.tags).map((tag) => tag.join("="))].join(" ")
      : filter.prefix || "all";
  const current = [
    ...rule.transitions.map((move) => `${move.storageClass} ${String(move["days"])}`),
    ...(rule.expiration?.days === undefined ? [] : [`expire ${rule.expiration.days}`]),
  ];
  const noncurrent = [
    ...rule.noncurrentVersionTransitions.map(
      (move) => `${move.storageClass} ${String(move["noncurrentDays"])}`,
    ),
    ...(rule.noncurrentVersionExpiration
      ? [`expire ${rule.noncurrentVersionExpiration.noncurrentDays}`]
      : []),
    ...(rule.expiration?.expiredObjectDeleteMarker ? ["delete markers"] : []),
  ];
  const happens = [...current, ...(noncurrent.length > 0 ? [`noncurrent ${noncurrent.join(", ")}`] : [])];
  return `${rule.id}: ${picks}; ${happens.join(", ")}`;
}

const Table = z.looseObject({
  name: z.string(),
  hashKey: z.string(),
  rangeKey: z.string().optional(),
  attributes: z.array(z.object({ name: z.string(), type: z.string() })),
  globalSecondaryIndexes: z
    .array(z.object({ name: z.string(), hashKey: z.string(), projectionType: z.string() }))
    .default([]),
  ttl: z.object({ enabled: z.literal(true), attributeName: z.string() }).optional(),
});

/** Every table by its name. */
export function tables(graph: Graph): Record<string, TableFact> {
  const made = graph.of("aws:dynamodb/table:Table").map(({ inputs }) => Table.parse(inputs));
  return Object.fromEntries(
    made.map((table) => {
      const typed = (name: string) =>
        `${name} ${table.attributes.find((attribute) => attribute.name === name)?.type ?? "?"}`;
      return [
        table.name,
        {
          keys: [table.hashKey, ...(table.rangeKey ? [table.rangeKey] : [])].map(typed),
          indices: table.globalSecondaryIndexes.map(
            (index) => `${index.name} ${typed(index.hashKey)} ${index.projectionType}`,
          ),
          expiresBy: table.ttl?.attributeName,
        },
      ];
    }),
  );
}
