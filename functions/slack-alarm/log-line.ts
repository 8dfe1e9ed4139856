import * as z from "zod";
import { jsonOf } from "./json";

/** What a program of ours logged, or Lambda about its error [AWS: Lambda's JSON log format; Powertools Logger]. */
const Logged = z.object({
  timestamp: z.string(),
  message: z.union([
    z.string(),
    z
      .object({ errorType: z.string().optional(), errorMessage: z.string() })
      .transform(({ errorType, errorMessage }) => `${errorType ?? "Error"}: ${errorMessage}`),
  ]),
  errorType: z.string().optional(),
  errorMessage: z.string().optional(),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
});

/** Lambda's report of a run that was cut off [AWS: Lambda Telemetry API Event schema]. */
const Report = z.object({
  time: z.string(),
  type: z.string(),
  record: z.object({
    status: z.string(),
    errorType: z.string().optional(),
    metrics: z.object({ durationMs: z.number() }).optional(),
  }),
});

/** An event of CloudTrail [AWS: CloudTrail record contents]. */
const Trail = z.object({
  eventTime: z.string(),
  eventName: z.string(),
  eventSource: z.string(),
  sourceIPAddress: z.string(),
  errorCode: z.string().optional(),
  userIdentity: z.object({
    type: z.string(),
    arn: z.string().optional(),
    principalId: z.string().optional(),
    userName: z.string().optional(),
  }),
});

/** A request that the API answered: its access log. */
const Access = z.object({
  requestTime: z.string(),
  ip: z.string(),
  clientId: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.string(),
  integrationError: z.string(),
  errorType: z.string(),
  firewallAnswer: z.string(),
});

const shapes = z.union([
  Trail.transform(
    ({ eventTime, eventName, eventSource, sourceIPAddress, errorCode, userIdentity: who }) =>
      `${eventTime} ${who.arn ?? who.userName ?? who.principalId ?? who.type} from ${sourceIPAddress}: ${eventName} (${eventSource})${errorCode === undefined ? "" : `, ${errorCode}`}`,
  ),
  Report.transform(
    ({ time, record: { status, errorType, metrics } }) =>
      `${time} Lambda: ${status}${errorType === undefined ? "" : `, ${errorType}`}${metrics ? ` after ${metrics.durationMs} ms` : ""}`,
  ),
  Access.transform(
    ({ requestTime, ip, clientId, method, path, status, ...why }) =>
      `${requestTime} ${status} ${method} ${path} by ${clientId} from ${ip}: ${[why.integrationError, why.errorType, why.firewallAnswer].filter((word) => word !== "-").join(", ")}`,
  ),
  Logged.transform(({ timestamp, message, errorType, errorMessage, error }) => {
    const cause =
      error === undefined
        ? errorMessage && `${errorType ?? "Error"}: ${errorMessage}`
        : `${error.name}: ${error.message}`;
    return [timestamp, message, ...(cause === undefined || cause === message ? [] : [cause])].join(" ");
  }),
]);

/** A line of a log as somebody reads it: of JSON what matters, of anything else all. */
export function readable(line: string): string {
  const known = shapes.safeParse(jsonOf(line));
  return (known.success ? known.data : line).trim();
}
