export * from './conformance.js';
export * from './transport.js';
