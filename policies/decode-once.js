// The policy library decodes a resource anew for every rule that judges it. All rules of this pack only read: what was
// decoded for the first serves the others. What is decoded to be repaired is always new.
const reading = require("@pulumi/policy/deserialize");

const decode = reading.deserializeProperties;
const decoded = new WeakMap();

reading.deserializeProperties = (message, toBeRepaired) => {
  if (toBeRepaired || typeof message !== "object" || message === null) return decode(message, toBeRepaired);
  if (!decoded.has(message)) decoded.set(message, decode(message, toBeRepaired));
  return decoded.get(message);
};
