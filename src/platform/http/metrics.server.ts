import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Figures of this process for a monitoring system (Prometheus text); rooms may register their own. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics, prefix: 'veche_' });

const requests = new Histogram({
	name: 'veche_http_seconds',
	help: 'Time to answer a request, by route and status class',
	labelNames: ['method', 'route', 'status'],
	buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
	registers: [metrics],
});

export function countRequest(method: string, route: string, status: number, milliseconds: number): void {
	requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1000);
}
