/** ECharts as one file; the package types only its modules. */
declare module 'echarts/dist/echarts.esm.min' {
  export { init } from 'echarts'
}
