import { rehearsesWhole } from "./whole-stage";

rehearsesWhole("pre");
