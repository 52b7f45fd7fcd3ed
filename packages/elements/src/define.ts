import './desktop-provider/define.js';
