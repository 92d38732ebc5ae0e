export { default } from '../../../../src/operations/generated/possible-types.ts';
