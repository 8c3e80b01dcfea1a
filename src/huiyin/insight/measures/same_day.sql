-- title: 四个当天办到率 | Same-day duties kept
-- unit: 件；比率按主办单位和四个当天各一项 | Matters; the rate by lead unit and each of the four duties
-- numerator: 当天（收到之日是休息日的，到下一个工作日）办到的件数 | Duties done on the day of receipt, or on the next working day where that was a rest day
-- denominator: 到期日早于统计日的件数，办到的和没办到的都算 | Duties whose due day lies before the day counted to, done or not
-- left out: 还没到期的；当作历史导入的；误导入后撤销的 | Those not yet due; matters brought in as history; imports undone
-- known error: “四个当天”没有法定含义，这里按登记、转交、联系、反馈各一项算，含义待确认；办到的算在当时的主办单位名下，没办到的算在现在的主办单位名下 | The four duties have no legal meaning: registering, passing on, contacting and telling are counted, to be confirmed; a duty done counts for the unit that led then, one not done for the unit that leads now
-- source: 事实表 clock_fact，每行由账本里的事件得出，不含个人信息 | Fact table clock_fact, each row derived from events of the ledger, without personal data
SELECT
    clock,
    unit,
    COUNT(*) AS n,
    SUM(on_time) AS on_time_n,
    SUM(CASE WHEN stopped_day = 0 THEN 1 ELSE 0 END) AS open_n
FROM clock_fact
WHERE clock IN ('BD-04.1', 'BD-04.2', 'BD-04.3', 'BD-04.4') AND due_day > 0 AND due_day < $as_of AND yyyymm >= $first AND yyyymm <= $last
GROUP BY clock, unit
ORDER BY clock, unit
