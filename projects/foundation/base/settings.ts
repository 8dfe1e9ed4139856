import { z } from "zod";
import { accountId, arn, awsRegion, azureLocation, cidr, overlap } from "../../../components/place/schemas";
import { settings } from "../../../components/settings/settings";

/** The steps in which CloudWatch keeps logs [AWS: PutRetentionPolicy], from a week on. */
const logDays = z.union(
  [7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653].map(
    (days) => z.literal(days),
  ),
  { error: "must be one of the steps of CloudWatch Logs: 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 …" },
);

/** Ten years (controls.md section 2). */
const REGULATED_DAYS = 3650;

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
    /** Of the people who run the archive: reports come in their morning. */
    timeZone: z.enum(Intl.supportedValuesOf("timeZone"), {
      error: "must be a time zone of the IANA list, such as Europe/London",
    }),
    natGateways: z.enum(["each-zone", "one"]),
    retention: z.strictObject({
      /** `lawful-deletion`: short locks that are renewed; `regulated`: long ones that are not (docs/retention.md). */
      profile: z.enum(["lawful-deletion", "regulated"]),
      /** Days that each archived object is locked for. */
      lockDays: z.number().int().min(1),
      /** Days after which locks are renewed; 0 for never. */
      renewEveryDays: z.number().int().min(0),
      /** Days: an object that is locked for less sets off the alarm; 0 promises nothing. */
      floorDays: z.number().int().min(0),
      logDays,
    }),
    /** ARNs of people's roles, `*` for any text: they may not write archived objects or the tables that list them. */
    peoplesRoleArns: z.array(arn("iam")).min(1),
  })
  .superRefine((facts, context) => {
    if (facts.regions.primary === facts.regions.second)
      context.addIssue({
        code: "custom",
        path: ["regions", "second"],
        message: "must not be the primary region",
      });
    const { profile, lockDays, renewEveryDays, floorDays } = facts.retention;
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: ["retention", field], message });
    if (profile === "regulated" && renewEveryDays > 0)
      refuse("renewEveryDays", "must be 0 with the profile regulated: its locks are never renewed");
    if (profile === "regulated" && lockDays < REGULATED_DAYS)
      refuse("lockDays", `must be ${REGULATED_DAYS} at least with the profile regulated`);
    if (renewEveryDays > 0 && renewEveryDays >= lockDays)
      refuse("renewEveryDays", "must be less than lockDays: a lock would lapse");
    if (floorDays > lockDays - renewEveryDays)
      refuse(
        "floorDays",
        "must be lockDays less renewEveryDays at most: objects would be below it before renewal",
      );
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
