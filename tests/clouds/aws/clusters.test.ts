import * as token from "../../../rehearsal/clouds/aws/tokens";
import { refusals } from "./cases";
import { cluster } from "./things";

describe("the simulated AWS: ECS clusters", () => {
  refusals([
    {
      what: "a default strategy with capacity that the cluster lacks",
      given: cluster(),
      type: token.CAPACITY_PROVIDERS,
      refused: {
        clusterName: "cluster",
        capacityProviders: ["FARGATE"],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }],
      },
      because: /names FARGATE_SPOT, which is not among/,
      accepted: {
        clusterName: "cluster",
        capacityProviders: ["FARGATE"],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE" }],
      },
    },
    {
      what: "two bases in a strategy",
      given: cluster(),
      type: token.CAPACITY_PROVIDERS,
      refused: {
        clusterName: "cluster",
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        defaultCapacityProviderStrategies: ["FARGATE", "FARGATE_SPOT"].map((capacityProvider) => ({
          capacityProvider,
          base: 1,
        })),
      },
      because: /Only one capacity provider/,
      accepted: {
        clusterName: "cluster",
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", base: 1 }],
      },
    },
    {
      what: "a cluster's name that the region has",
      given: cluster(),
      type: token.CLUSTER,
      refused: { name: "cluster" },
      because: /Cluster already exists/,
      accepted: { name: "cluster-2" },
    },
    {
      what: "insights of a kind that there is not",
      type: token.CLUSTER,
      refused: { settings: [{ name: "containerInsights", value: "on" }] },
      because: /enabled, disabled, enhanced/,
      accepted: { settings: [{ name: "containerInsights", value: "enhanced" }] },
    },
  ]);
});
