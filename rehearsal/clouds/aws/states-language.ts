import * as z from "zod";

/** Amazon States Language [states-language.net; docs.aws.amazon.com: Using Amazon States Language]. */

const Common = { Comment: z.string().optional(), QueryLanguage: z.enum(["JSONPath", "JSONata"]).optional() };
/** Data on its way through a state: the first five in JSONPath, the other two in JSONata. */
const Data = {
  InputPath: z.string().nullable().optional(),
  OutputPath: z.string().nullable().optional(),
  Parameters: z.unknown().optional(),
  ResultPath: z.string().nullable().optional(),
  ResultSelector: z.unknown().optional(),
  Output: z.unknown().optional(),
  Assign: z.unknown().optional(),
};
const Step = { Next: z.string().optional(), End: z.literal(true).optional() };
const Errors = z.array(z.string()).min(1);
const Positive = z.number().int().min(1);
const JsonataNumber = z.string().startsWith("{%");

const Retry = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: Errors,
  IntervalSeconds: Positive.max(99_999_999).optional(),
  MaxAttempts: z.number().int().min(0).max(99_999_999).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: Positive.max(31_622_400).optional(),
  JitterStrategy: z.enum(["FULL", "NONE"]).optional(),
});
const Catch = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: Errors,
  Next: z.string(),
  ResultPath: z.string().nullable().optional(),
  Output: z.unknown().optional(),
  Assign: z.unknown().optional(),
});
const Caught = { Retry: z.array(Retry).optional(), Catch: z.array(Catch).optional() };

const Task = z.strictObject({
  ...Common,
  ...Data,
  ...Step,
  ...Caught,
  Type: z.literal("Task"),
  Resource: z
    .string()
    .regex(/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:.+/, { error: "Value is not a valid resource ARN" }),
  Arguments: z.unknown().optional(),
  Credentials: z.unknown().optional(),
  TimeoutSeconds: z.union([Positive.max(99_999_999), JsonataNumber]).optional(),
  TimeoutSecondsPath: z.string().optional(),
  HeartbeatSeconds: z.union([Positive.max(99_999_999), JsonataNumber]).optional(),
  HeartbeatSecondsPath: z.string().optional(),
});

const Pass = z.strictObject({
  ...Common,
  ...Data,
  ...Step,
  Type: z.literal("Pass"),
  Result: z.unknown().optional(),
});

const Wait = z
  .strictObject({
    ...Common,
    ...Data,
    ...Step,
    Type: z.literal("Wait"),
    Seconds: z.union([z.number().int().min(0).max(99_999_999), JsonataNumber]).optional(),
    SecondsPath: z.string().optional(),
    Timestamp: z.string().optional(),
    TimestampPath: z.string().optional(),
  })
  .refine(
    ({ Seconds, SecondsPath, Timestamp, TimestampPath }) =>
      [Seconds, SecondsPath, Timestamp, TimestampPath].filter((each) => each !== undefined).length === 1,
    { error: "one of Seconds, SecondsPath, Timestamp and TimestampPath is needed" },
  );

const Choice = z.strictObject({
  ...Common,
  Type: z.literal("Choice"),
  InputPath: Data.InputPath,
  OutputPath: Data.OutputPath,
  Output: Data.Output,
  Assign: Data.Assign,
  // What a rule compares is its own affair: of some forty operators each is true or false in the end.
  Choices: z.array(z.looseObject({ Next: z.string() })).min(1),
  Default: z.string().optional(),
});

const Succeed = z.strictObject({
  ...Common,
  Type: z.literal("Succeed"),
  InputPath: Data.InputPath,
  OutputPath: Data.OutputPath,
  Output: Data.Output,
});

const Fail = z.strictObject({
  ...Common,
  Type: z.literal("Fail"),
  Error: z.string().optional(),
  ErrorPath: z.string().optional(),
  Cause: z.string().optional(),
  CausePath: z.string().optional(),
});

/** Machines within a machine are looked at when they are reached: `Branches` and `ItemProcessor`. */
const Parallel = z.strictObject({
  ...Common,
  ...Data,
  ...Step,
  ...Caught,
  Type: z.literal("Parallel"),
  Arguments: z.unknown().optional(),
  Branches: z.array(z.unknown()).min(1),
});

const MapState = z.strictObject({
  ...Common,
  ...Data,
  ...Step,
  ...Caught,
  Type: z.literal("Map"),
  ItemProcessor: z.unknown().refine((value) => value !== undefined, { error: "is required and missing" }),
  Items: z.unknown().optional(),
  ItemsPath: z.string().optional(),
  ItemSelector: z.unknown().optional(),
  MaxConcurrency: z.union([z.number().int().min(0), JsonataNumber]).optional(),
  ToleratedFailurePercentage: z.number().min(0).max(100).optional(),
  ToleratedFailureCount: z.number().int().min(0).optional(),
});

const State = z.discriminatedUnion("Type", [Task, Pass, Wait, Choice, Succeed, Fail, Parallel, MapState]);
export type State = z.infer<typeof State>;

/** The shape of a state machine, or of one within another; whether its states hang together is another matter. */
export const Machine = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal("1.0").optional(),
  QueryLanguage: Common.QueryLanguage,
  TimeoutSeconds: Positive.max(99_999_999).optional(),
  ProcessorConfig: z.unknown().optional(),
  StartAt: z.string(),
  States: z
    .record(z.string().min(1).max(80), State)
    .refine((states) => Object.keys(states).length > 0, { error: "at least one state is needed" }),
});
export type Machine = z.infer<typeof Machine>;
