import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { holds, refusals, type Inputs, type Step } from "./cases";
import { cluster, network, taskStep, vpc } from "./things";

const ground: readonly Step[] = [
  ...network,
  ...cluster(),
  taskStep(),
  {
    type: token.SERVICE,
    name: "service",
    inputs: (made) => ({
      name: "app",
      cluster: made("cluster").id,
      taskDefinition: made("task").outputs["arn"],
      launchType: "FARGATE",
      networkConfiguration: { subnets: [made("subnet").id] },
    }),
  },
];

describe("the simulated AWS: Cloud Map", () => {
  const namespace = (name: string, more: Properties = {}): Step => ({
    type: token.NAMESPACE,
    name,
    inputs: (made) => ({ name: "archive.local", vpc: made("vpc").id, ...more }),
  });
  const registry =
    (more: Properties = {}) =>
    (made: (name: string) => { readonly id: string }): Properties => ({
      name: "bags",
      dnsConfig: { namespaceId: made("namespace").id, dnsRecords: [{ type: "A", ttl: 10 }] },
      ...more,
    });
  const records =
    (routingPolicy: string, ...types: readonly string[]): Inputs =>
    (made) => ({
      dnsConfig: {
        namespaceId: made("namespace").id,
        routingPolicy,
        dnsRecords: types.map((type) => ({ type, ttl: 10 })),
      },
    });
  const given = [vpc(), namespace("namespace")];
  refusals([
    {
      what: "a namespace of a network that does not exist",
      given: [vpc()],
      type: token.NAMESPACE,
      refused: { name: "archive.local", vpc: "vpc-0" },
      because: /vpc-0 does not exist/,
      accepted: (made) => ({ name: "archive.local", vpc: made("vpc").id }),
    },
    {
      what: "a namespace that the network has",
      given,
      type: token.NAMESPACE,
      refused: (made) => ({ name: "archive.local", vpc: made("vpc").id }),
      because: /ConflictingDomainExists/,
      accepted: (made) => ({ name: "other.local", vpc: made("vpc").id }),
    },
    {
      what: "a namespace that is no domain",
      given: [vpc()],
      type: token.NAMESPACE,
      refused: (made) => ({ name: "archive local", vpc: made("vpc").id }),
      because: /a domain name/,
      accepted: (made) => ({ name: "archive.local", vpc: made("vpc").id }),
    },
    {
      what: "a registry's name that the namespace has",
      given: [...given, { type: token.REGISTRY, name: "first", inputs: registry() }],
      type: token.REGISTRY,
      refused: registry(),
      because: /ServiceAlreadyExists/,
      accepted: registry({ name: "ingests" }),
    },
    {
      what: "a record of a type that there is not",
      given,
      type: token.REGISTRY,
      refused: (made) => ({
        dnsConfig: { namespaceId: made("namespace").id, dnsRecords: [{ type: "MX", ttl: 10 }] },
      }),
      because: /A, AAAA, SRV, CNAME/,
      accepted: registry(),
    },
    {
      what: "a registry in no namespace",
      given,
      type: token.REGISTRY,
      refused: { name: "bags" },
      because: /a service is in a namespace/,
      accepted: (made) => ({ name: "bags", namespaceId: made("namespace").id }),
    },
    {
      what: "a registry without a record",
      given,
      type: token.REGISTRY,
      refused: (made) => ({ dnsConfig: { namespaceId: made("namespace").id, dnsRecords: [] } }),
      because: /one DNS record at least/,
      accepted: registry(),
    },
    {
      what: "another record beside a CNAME",
      given,
      type: token.REGISTRY,
      refused: records("WEIGHTED", "CNAME", "A"),
      because: /a CNAME record stands alone/,
      accepted: records("WEIGHTED", "CNAME"),
    },
    {
      what: "a CNAME for many",
      given,
      type: token.REGISTRY,
      refused: records("MULTIVALUE", "CNAME"),
      because: /routing policy WEIGHTED/,
      accepted: records("MULTIVALUE", "A"),
    },
    {
      what: "health checks of what is private",
      given,
      type: token.REGISTRY,
      refused: registry({ healthCheckConfig: { type: "HTTP" } }),
      because: /HealthCheckConfig is not supported/,
      accepted: registry({ healthCheckCustomConfig: { failureThreshold: 1 } }),
    },
  ]);
  holds([
    {
      what: "a namespace with services",
      given: [...given, { type: token.REGISTRY, name: "registry", inputs: registry() }],
      held: "namespace",
      because: /ResourceInUse/,
      until: ["registry"],
    },
    {
      what: "a registry that a service uses",
      given: [
        ...ground,
        namespace("namespace"),
        { type: token.REGISTRY, name: "registry", inputs: registry() },
        {
          type: token.SERVICE,
          name: "registered",
          inputs: (made) => ({
            ...made("service").inputs,
            name: "registered",
            serviceRegistries: { registryArn: made("registry").outputs["arn"] },
          }),
        },
      ],
      held: "registry",
      because: /ResourceInUse/,
      until: ["registered"],
    },
  ]);
});
