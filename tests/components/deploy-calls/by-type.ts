import { apiCalls } from "./api";
import type { CallsByType } from "./calls";
import { databaseCalls } from "./databases";
import { edgeCalls } from "./edge";
import { filesAndBrokersCalls } from "./files-and-brokers";
import { machinesCalls } from "./machines";
import { kubernetesCalls } from "./kubernetes";
import { memoryAndEventsCalls } from "./memory-and-events";
import { messagesCalls } from "./messages";
import { networkCalls } from "./network";
import { runningCalls } from "./running";
import { servicesCalls } from "./services";
import { storesCalls } from "./stores";
import { zonesAndProxiesCalls } from "./zones-and-proxies";

/** A stack that has a resource of another type needs rights to deploy it, and a row in one of these tables. */
export const callsByType: CallsByType = {
  ...networkCalls,
  ...storesCalls,
  ...databaseCalls,
  ...filesAndBrokersCalls,
  ...runningCalls,
  ...machinesCalls,
  ...servicesCalls,
  ...messagesCalls,
  ...apiCalls,
  ...edgeCalls,
  ...kubernetesCalls,
  ...memoryAndEventsCalls,
  ...zonesAndProxiesCalls,
};
