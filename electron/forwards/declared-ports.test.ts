import { expect, test } from 'vitest';
import { declaredPorts } from './declared-ports.ts';

test('of a Service: those of TCP, and which of them a browser can show', () => {
  const ports = [
    { name: 'http', port: 8080 },
    { name: 'https', port: 443 },
    { name: 'http-metrics', port: 9100, protocol: 'TCP' },
    { name: 'postgres', port: 5432 },
    { name: 'dns', port: 53, protocol: 'UDP' },
    { port: 80 },
    { port: 6379 },
    { name: 'grpc', port: 9000, appProtocol: 'HTTP' },
    { name: 'web', port: 9001, appProtocol: 'kubernetes.io/h2c' },
  ];
  expect(declaredPorts('Service', { spec: { ports } })).toEqual([
    { port: 8080, name: 'http', isHttp: true },
    { port: 443, name: 'https', isHttp: false },
    { port: 9100, name: 'http-metrics', isHttp: true },
    { port: 5432, name: 'postgres', isHttp: false },
    { port: 80, isHttp: true },
    { port: 6379, isHttp: false },
    { port: 9000, name: 'grpc', isHttp: true },
    { port: 9001, name: 'web', isHttp: false },
  ]);
});

test('of a pod: those of all its containers', () => {
  const containers = [{ ports: [{ containerPort: 8080, name: 'http' }] }, {}, { ports: [{ containerPort: 9187 }] }];
  expect(declaredPorts('Pod', { spec: { containers } })).toEqual([
    { port: 8080, name: 'http', isHttp: true },
    { port: 9187, isHttp: false },
  ]);
});

test('what is no port, or too much, is left out', () => {
  const ports = [{ port: 0 }, { port: '80' }, { port: 70_000 }, { port: 1.5 }, null, 'x'];
  expect(declaredPorts('Service', { spec: { ports } })).toEqual([]);
  expect(declaredPorts('Pod', { spec: null })).toEqual([]);
  const endless = Array.from({ length: 60_000 }, (_, index) => ({ port: index + 1 }));
  expect(declaredPorts('Service', { spec: { ports: endless } })).toHaveLength(100);
});
