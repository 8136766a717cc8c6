export { type Basemap, basemapInfo, closeBasemap, openBasemap, serveBasemap } from './basemap.server.ts';
export {
	type LayerContent,
	type LayerSource,
	layerInfo,
	registerTiles,
	serveTile,
	tile,
} from './tiles.server.ts';
