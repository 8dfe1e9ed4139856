import { ecsImageTrustedRegistry } from "../../../policies/rules/ecs-image-trusted-registry";
import { lambda, task, taskWith } from "../tasks";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const config = { trustedRegistries: [HOST, "public.ecr.aws/nginx/nginx", "quay.io/archive/"] };
const EXPECTED = `expected one of ${HOST} or public.ecr.aws/nginx/nginx or quay.io/archive/`;

function images(...names: readonly unknown[]): Given {
  return task(...names.map((image) => ({ image })));
}

function trusted(what: string, given: Given, as: Accepted["as"] = "compliant"): Accepted {
  return { as, what, given, config };
}

function foreign(what: string, image: string, shown = image): Refused {
  return {
    what,
    given: images(image),
    config,
    says: [`api: the image of container c0 is ${shown}; ${EXPECTED}`],
  };
}

tryRule(ecsImageTrustedRegistry, {
  remedy: "Copy the image into a registry of the stage's trustedRegistries, and name it there.",
  accepts: [
    trusted("an image of a registry", images(`${HOST}/api@sha256:00`)),
    trusted("images of several", images(`${HOST}/a/b:1`, "quay.io/archive/api:1")),
    trusted("a trusted image by its tag", images("public.ecr.aws/nginx/nginx:1")),
    trusted("a trusted image by its digest", images("public.ecr.aws/nginx/nginx@sha256:00")),
    trusted("a path below a trusted one", images("public.ecr.aws/nginx/nginx/slim")),
    trusted("a function's image", lambda({ imageUri: `${HOST}/report@sha256:00` })),
    trusted("a function without an image", lambda({}), "near miss"),
    trusted("a task of which nothing is known", taskWith(UNKNOWN), "near miss"),
    trusted("another type", { ...images("nginx"), type: "aws:ecs/service:Service" }, "not applicable"),
  ],
  refuses: [
    foreign("an image of Docker's own registry", "nginx:1.27"),
    foreign("a host that begins like a trusted one", `${HOST}.example.org/api`),
    foreign("another port of a trusted host", `${HOST}:8443/api`),
    foreign("a trusted registry without an image", HOST),
    foreign("an image that begins like a trusted one", "public.ecr.aws/nginx/nginx-unprivileged:1"),
    foreign("the path above a trusted one", "public.ecr.aws/nginx:1"),
    foreign("a path that begins like a trusted one", "quay.io/archived/api"),
    foreign("a trusted registry further on in the name", `example.org/${HOST}/api`),
    foreign("a sentence", "an image", "a text of 8 characters"),
    {
      what: "a sidecar's image, in other letters",
      given: taskWith([
        { name: "a", image: `${HOST}/api` },
        { Name: "b", Image: "nginx" },
      ]),
      config,
      says: [`api: the image of container b is nginx; ${EXPECTED}`],
    },
    {
      what: "an image that is not known",
      given: taskWith([{ name: "a", image: UNKNOWN }]),
      config,
      says: [`api: the image of container a is not known in preview; ${EXPECTED}`],
    },
    {
      what: "no image",
      given: images(undefined),
      config,
      says: [`api: the image of container c0 is absent; ${EXPECTED}`],
    },
    {
      what: "a function's image of another registry",
      given: lambda({ imageUri: "docker.io/archive/report" }),
      config,
      says: [`report: imageUri is docker.io/archive/report; ${EXPECTED}`],
    },
    {
      what: "a function's image that is not known",
      given: lambda({ imageUri: UNKNOWN }),
      config,
      says: [`report: imageUri is not known in preview; ${EXPECTED}`],
    },
    {
      what: "definitions that are not JSON",
      given: taskWith("{"),
      config,
      says: ["api: containerDefinitions is not JSON; expected a list of containers, as JSON"],
    },
    {
      what: "one trusted registry",
      given: images("nginx"),
      config: { trustedRegistries: [HOST] },
      says: [`api: the image of container c0 is nginx; expected one of ${HOST}`],
    },
  ],
});
