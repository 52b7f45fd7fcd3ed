declare module '*.json?raw' {
  const text: string;
  export { text as default };
}
