import { z } from "zod";
import { accountId, awsRegion, azureLocation, cidr, overlap } from "../../../components/place/schemas";
import { settings } from "../../../components/settings/settings";

/** The steps in which CloudWatch keeps logs [AWS: PutRetentionPolicy], from a week on. */
const logDays = z.union(
  [7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653].map(
    (days) => z.literal(days),
  ),
  { error: "must be one of the steps of CloudWatch Logs: 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 …" },
);

const StageFacts = z
  .strictObject({
    accountId,
    /** Team that answers for the stage. */
    owner: z.string().min(1),
    regions: z.strictObject({ primary: awsRegion, second: awsRegion, azure: azureLocation }),
    /** DNS name of the stage; its services are found below it. */
    domain: z.hostname({ error: "must be a DNS name" }),
    /** Network of the stage's VPC. */
    cidr,
    /** Networks that it may be connected with one day: other stages', the institution's own. None may overlap. */
    otherCidrs: z.array(cidr),
    /** The logging cluster; log routers append to its data stream as this user. */
    logging: z.strictObject({
      host: z.hostname({ error: "must be a DNS name" }),
      port: z.number().int().min(1).max(65_535),
      user: z.string().min(1),
      dataStream: z.string().min(1),
    }),
    natGateways: z.enum(["each-zone", "one"]),
    retention: z.strictObject({
      /** Days that each archived object is locked for. */
      lockDays: z.number().int().min(1),
      logDays,
    }),
  })
  .superRefine((facts, context) => {
    if (facts.regions.primary === facts.regions.second)
      context.addIssue({
        code: "custom",
        path: ["regions", "second"],
        message: "must not be the primary region",
      });
    facts.otherCidrs.forEach((other, position) => {
      if (overlap(facts.cidr, other))
        context.addIssue({
          code: "custom",
          path: ["otherCidrs", position],
          message: `${other} overlaps the stage's own ${facts.cidr}`,
        });
    });
  });

export const stageFacts = () => settings(StageFacts);
