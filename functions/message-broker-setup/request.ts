import * as z from "zod";

const name = z.string().min(1);

const User = z.strictObject({
  userName: name,
  passwordSecret: name,
  tags: z.array(z.literal("monitoring")),
  permissions: z.strictObject({ configure: z.string(), write: z.string(), read: z.string() }),
});

/** What the function is called with. */
export const SetUpBroker = z.strictObject({
  broker: z.strictObject({
    host: name,
    port: z.int().positive(),
    admin: z.strictObject({ userName: name, passwordSecret: name }),
  }),
  users: z.array(User),
  log: z.strictObject({ group: name, keyArn: name }),
});

export type SetUpBroker = z.infer<typeof SetUpBroker>;
export type User = z.infer<typeof User>;
