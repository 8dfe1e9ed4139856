import { FUNCTIONS, SCHEDULES } from "../../rights/kinds";
import { named, words, type Works } from "../../rights/work";
import { search, searchSetup } from "./names";

/**
 * Search in OpenSearch, and the function that sets it up: what the provider calls for their resource types [Terraform
 * provider's sources; AWS: Service authorization reference]. The domain is made and changed here, and never ended.
 */
export const platformSearch: Works = {
  es: [
    {
      actions: words("AddTags CreateDomain GetUpgradeStatus RemoveTags UpdateDomainConfig UpgradeDomain"),
      on: named("es", (at) => `domain/${search(at)}`),
    },
  ],
  // It is called by the deploy itself, and by its schedules.
  lambda: [
    {
      actions: [...FUNCTIONS, ...words("InvokeFunction")],
      on: named("lambda", (at) => `function:${searchSetup(at)}`),
    },
  ],
  scheduler: [
    { actions: SCHEDULES, on: named("scheduler", (at) => `schedule/default/${searchSetup(at)}-*`) },
  ],
};
