export {
	type AnyEndpoint,
	allEndpoints,
	type Call,
	type Endpoint,
	type Example,
	endpoint,
	type Machine,
	offerEndpoints,
	type Scope,
	scopes,
} from './endpoint.ts';
export { exampleOf } from './example.ts';
export { keyIn, machineFor } from './key-of.server.ts';
export { openApi, shapeOf } from './openapi.ts';
export { type ApiPorts, apiPorts, fillApiPorts } from './ports.server.ts';
export { ApiRefusal, problemResponse } from './problem.ts';
export { type Asked, answerApi, preflight } from './serve.server.ts';
export { demandAfter, instantOf, linkTo, type Told, toldFor } from './told.server.ts';
