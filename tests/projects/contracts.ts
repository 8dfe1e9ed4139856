import { datavault } from "../../projects/datavault/contract";
import { foundation } from "../../projects/foundation/contract";
import { platform } from "../../projects/platform/contract";
import { reporting } from "../../projects/reporting/contract";
import { pipeline, storage } from "../../projects/storage/contract";
import { webservice } from "../../projects/webservice/contract";

/** What stacks promise each other. */
export const contracts = [datavault, foundation, platform, reporting, storage, pipeline, webservice];
